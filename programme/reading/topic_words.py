"""Nouns that programmes are about and nobody is called by: “Urban Mobility” is a topic, not a person. Data only."""

from __future__ import annotations

import re

_WORDS = """
paper papers report reports food social civil administration
energy mobility cities infrastructure data climate security health healthcare education technology economy economics
politics diplomacy defence defense finance financing investment investments housing transport transportation
agriculture fisheries forestry biodiversity sustainability resilience governance government governments democracy
migration integration cooperation collaboration partnership partnerships leadership stakeholder stakeholders
development innovation innovations entrepreneurship startups industry industries manufacturing supply storage
batteries electricity hydrogen renewables fuels emissions carbon wastewater oceans coasts shipping aviation railways
roads tourism heritage culture arts journalism communication communications networks networking internet cybersecurity
software hardware robotics automation computing intelligence learning algorithms analytics statistics modelling
modeling simulation testing design architecture architectures engineering science sciences humanities mathematics
physics chemistry biology medicine medicines nutrition pharmaceuticals diseases vaccines nursing ageing youth gender
equality inclusion diversity rights ethics regulation regulations standards compliance taxation trade markets market
equity banking insurance pensions employment labour workforce skills training schools students teachers universities
communities community societies conflict conflicts peacebuilding sanctions nuclear weapons terrorism elections
institutions institution federalism sovereignty neighbourhood enlargement disasters risk risks emergency emergencies
preparedness adaptation mitigation transition transformation digitalisation digitalization digitisation globalisation
globalization strategy strategies challenges challenge opportunities opportunity perspectives perspective practices
practice lessons trends outlook insights approaches methods methodology frameworks framework tools applications
systems system processes process management planning monitoring evaluation assessment reporting procurement operations
performance quality safety efficiency productivity competitiveness growth recovery future futures history stories
poetry literature music theatre cinema demonstration demonstrations exhibition exercise exercises icebreaker ideation
brainstorming retrospective onboarding teambuilding resources materials minerals waste recycling ecology ecosystems
ecosystem environment landscape landscapes soil soils forests wildlife wetlands pollution global international
artificial environmental industrial technological geopolitical geopolitics multilateralism énergie énergies climat
santé éducation économie politique politiques sécurité défense logement transports mobilité biodiversité démocratie
numérique données recherche patrimoine enjeux défis outils stratégies gouvernance energie gesundheit bildung
wirtschaft politik sicherheit verkehr mobilität landwirtschaft demokratie daten forschung kultur zukunft städte
klimaschutz nachhaltigkeit wohnen energía clima educación economía política seguridad vivienda movilidad democracia
datos investigación cultura futuro ciudades agua sostenibilidad salute istruzione economia politica sicurezza mobilità
democrazia dati ricerca città acqua sostenibilità energia saúde educação segurança habitação mobilidade dados pesquisa
cidades água
"""
TOPICS = frozenset(_WORDS.split())
# Endings that no surname has; the rest of the word has to be long enough.
_ENDINGS = ("isation", "ization", "ication", "ability", "ibility", "ology", "ologies", "ierung", "igkeit", "ivity")
_ENDING = re.compile(rf"[^\W\d_]{{3,}}(?:{'|'.join(_ENDINGS)})$")


def is_topic(word: str) -> bool:
    """Whether a word, in small letters, is what a programme is about, and no part of a name."""
    return word in TOPICS or (word.endswith(_ENDINGS) and bool(_ENDING.search(word)))
