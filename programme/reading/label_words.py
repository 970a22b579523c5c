"""The words for items that are called by more than one, and for those that share one time. Data only, casefolded."""

from __future__ import annotations

from programme.model import Kind
from programme.reading.words import as_set

# The same in several words; they stand before a separator, or in lines of their own.
LABEL_PHRASES: dict[str, Kind] = {
    **dict.fromkeys((
        "conférence inaugurale", "conférence d'ouverture", "conférence de clôture", "conférence plénière",
        "leçon inaugurale", "conferencia magistral", "conferencia inaugural", "conferencia de apertura",
        "conferencia de clausura", "conferencia plenaria", "ponencia inaugural", "conferência de abertura",
        "conferência de encerramento", "conferência magna", "conferência inaugural", "palestra de abertura",
        "palestra de encerramento", "lectio magistralis", "relazione introduttiva", "relazione di apertura",
        "prolusione", "eröffnungsvortrag", "abendvortrag", "öffentlicher abendvortrag", "festrede",
        "eröffnungskeynote", "evening lecture", "abschlussvortrag", "plenarvortrag", "keynote-vortrag",
        "impulsvortrag",
        "plenary lecture", "opening lecture", "closing lecture", "inaugural lecture", "distinguished lecture",
        "пленарный доклад"), "keynote"),
    **dict.fromkeys(("table ronde", "mesa de debate", "mesa de diálogo", "round-table discussion", "круглый стол",
        "панельная дискуссия", "expertengespräch"), "panel"),
    **dict.fromkeys(("мастер-класс", "praxisworkshop"), "workshop"),
}  # fmt: skip

# What says that several items share one time.
PARALLEL = as_set(
    "parallel concurrent simultaneous breakout break-out breakouts parallèle parallèles simultané simultanés "
    "simultanées "
    "parallele parallelen paralelo paralela paralelos paralelas paralleli parallela simultáneas "
    "simultâneas simultáneos simultâneos simultanei simultanee"
)
PARALLEL_PHRASES = as_set(
    "group_work working_groups group_discussions small_groups travaux_de_groupe travail_en_groupes trabajo_en_grupos "
    "trabalho_em_grupos lavori_di_gruppo lavoro_di_gruppo tavoli_di_lavoro"
)
PARALLEL_PLURALS = as_set(
    "workshops ateliers breakouts talleres oficinas arbeitsgruppen fachforen laboratori laboratórios seminari gruppi "
    "gruppenarbeit grupos секции мастер-классы"
)
PARALLEL_NOUNS = PARALLEL_PLURALS | as_set(
    "session sessions workshop tracks panels panel groups group rooms streams round block slot thematic working "
    "discussions "
    "séances séance sitzungen foren gruppen sesiones sesión talleres mesas sessioni sessione laboratori sessões "
    "sessão de en "
    "au choix of your choice zur wahl auswahl elección scelta a atelier tables rondes groupes travail "
    "work trabajo trabalho lavoro labs"
)
