"""What people are and the houses that they are at: words that no name has in it. Data only; lower case."""

from __future__ import annotations

# What somebody is, and what a house or a part of it is called by.
_JOBS = """
director directors deputy professor emeritus emerita lecturer researcher manager officer founder co-founder freelancer
freelance writer novelist playwright historian curator architect lawyer designer developer activist campaigner
filmmaker librarian archivist cofounder president vice-president ceo cto cfo coo cio chairman chairwoman chairperson
co-chair secretary coordinator analyst engineer editor editor-in-chief journalist author correspondent columnist
reporter adviser advisor consultant counsel commissioner minister scientist economist scholar specialist expert
strategist directeur directrice professeur professeure chercheur chercheuse maître maîtresse maire ministre rédacteur
rédactrice journaliste fondateur fondatrice présidente responsable chargé chargée ingénieur ingénieure économiste
avocat avocate secrétaire conseiller conseillère chef cheffe membre déléguée direktor direktorin leiter leiterin
geschäftsführer geschäftsführerin professorin referentin vorsitzende vorsitzender präsident präsidentin vizepräsident
gründer gründerin redakteur redakteurin journalistin wissenschaftler wissenschaftlerin oberbürgermeister
oberbürgermeisterin bürgermeister bürgermeisterin abgeordnete abgeordneter ministerin staatssekretär staatssekretärin
mitglied beauftragte beauftragter abteilungsleiter abteilungsleiterin directora jefe jefa profesor profesora
catedrático catedrática investigador investigadora alcalde alcaldesa ministra periodista fundador fundadora abogado
abogada ingeniero ingeniera presidenta gerente direttore direttrice professoressa ricercatore ricercatrice sindaco
sindaca ministro giornalista fondatore fondatrice avvocato ingegnere segretario segretaria docente responsabile
diretor diretora professora pesquisador pesquisadora prefeito prefeita jornalista engenheiro engenheira secretário
secretária investigadora
"""
_HOUSES = """
university universität université universidad università universidade institute institut instituto istituto college
school faculty department departement département departamento dipartimento ministry ministère ministerium ministerio
ministero ministério foundation fondation stiftung fundación fondazione fundação council commission committee
association agency authority bureau centre center centro zentrum laboratory company corporation gmbh ltd inc llc llp
plc organisation organization federation union bank group society trust parliament parlement parlament embassy
ambassade botschaft senior managing executive principal technical programme programmes policy affairs services
solutions technologies research studies network networks museum museums lehrstuhl bundesministerium landesamt
labs lab holdings ventures consulting studio studios hospital clinic observatory archives archive library
libraries laboratories orchestra academy airlines
airways telecom chamber alliance initiative coalition consortium cooperative co-op secretariat division unit tribunal
genossenschaft verein verband coopérative cooperativa académie accademia academia akademie agence agenzia agencia
"""
# What a post or a house is called by; a name has none of them, though a second line about somebody often does.
JOBS = frozenset(_JOBS.split())
POSTS = JOBS | frozenset(_HOUSES.split())
# Before a name in a title: “Welcome (Dean Olga Marin)”.
_OFFICES = """
dean vice-dean rector vice-rector provost president vice-president chancellor vice-chancellor mayor deputy vice
governor director chair chairman chairwoman secretary-general commissioner dekan dekanin prodekan prodekanin rektor
rektorin präsident präsidentin vizepräsident vizepräsidentin direktor direktorin doyen doyenne recteur rectrice
directeur directrice decano decana rector rectora director directora rettore rettrice direttore direttrice reitor
reitora diretor diretora preside prorektor prorektorin
"""
OFFICES_FIRST = frozenset(_OFFICES.split())
POST_ENDINGS = (
    "archiv", "institut", "amt", "universität", "hochschule", "verein", "verband", "stiftung", "ministerium", "zentrum",
    "ministerin", "leiter", "leiterin", "direktor", "direktorin", "forscher", "forscherin", "wissenschaftler",
    "wissenschaftlerin", "lehrerin", "beauftragte", "beauftragter", "präsident", "präsidentin", "redakteur",
    "sprecherin", "redakteurin", "werke", "gesellschaft", "akademie", "behörde", "versicherung", "sekretär",
    "sekretärin", "bibliothek", "museum", "ologist", "ographer", "ärztin", "anwältin", "historiker",
    "historikerin", "kammer",
)  # fmt: skip
