"""The words of the lines above a programme: what events are called, and how a house is named beside them. Data only;
lower case."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


# What an event is called; also as the end of a German compound (“Frühjahrstagung”).
EVENTS = _set(
    "conference congress symposium forum workshop summit colloquium seminar webinar meeting assembly convention "
    "roundtable dialogue dialogues festival days week school lecture lectures retreat hackathon panels series event "
    "conférence congrès colloque séminaire journée journées rencontre rencontres assises sommet atelier ateliers école "
    "université_d'été konferenz tagung kongress symposion fachtag fachtagung jahrestagung forum treffen klausur "
    "kolloquium ringvorlesung barcamp konvent gipfel jornada jornadas congreso simposio coloquio foro seminario "
    "encuentro cumbre convegno congresso simposio giornata giornate incontro forum vertice conferência colóquio "
    "encontro simpósio fórum cimeira seminário conferencia conferenza конференция форум симпозиум"
)
EVENT_ENDINGS = ("tagung", "konferenz", "kongress", "forum", "symposium", "treffen", "gipfel", "workshop", "seminar")
# What a house is called that holds an event; not its first word alone (“Council of Rivers” may be an event).
HOUSES = _set(
    "university université universität universidad università universidade institute institut instituto istituto "
    "college faculty faculté fakultät facultad facoltà faculdade department département departamento dipartimento "
    "ministry ministère ministerium ministerio ministero ministério foundation fondation stiftung fundación fondazione "
    "fundação association agency academy académie akademie accademia academia gmbh ltd inc llc e.v. hochschule "
    "verband verein school_of lehrstuhl société gesellschaft society commission federation fédération"
)
# What says that a line names the document, and not the event.
LISTS = _set("programme program agenda schedule timetable draft version final programm tagesordnung programa programma")
# How a line begins, or ends, that says who holds the event.
HELD_BY = (
    "organised by", "organized by", "hosted by", "presented by", "convened by", "in cooperation with",
    "in partnership with", "in collaboration with", "in association with", "co-organised by", "co-hosted by",
    "sponsored by", "supported by", "funded by", "an event by", "an event of", "organisé par", "organisée par",
    "organisés par", "proposé par", "en partenariat avec", "en collaboration avec", "en coopération avec",
    "avec le soutien", "sous le patronage", "sous l'égide", "veranstaltet von", "veranstalter", "organisiert von",
    "in kooperation mit", "in zusammenarbeit mit", "eine veranstaltung", "gefördert von", "organizado por",
    "organizada por", "organiza", "en colaboración con", "organizzato da", "organizzata da", "in collaborazione con",
    "con il patrocinio", "em parceria com", "em colaboração com", "com o apoio", "under the patronage",
    "under the auspices",
)  # fmt: skip
INVITES = (
    "presents", "present", "invites you to", "invite you to", "présente", "présentent", "vous invite à",
    "vous invitent à", "präsentiert", "präsentieren", "lädt ein zu", "lädt ein", "laden ein", "presenta", "presentan",
    "presentano", "apresenta", "apresentam", "invita a", "invitano a", "in cooperation with", "in partnership with",
    "in kooperation mit", "in zusammenarbeit mit", "en partenariat avec", "en collaboration avec",
    "in collaborazione con", "en colaboración con", "em parceria com", "proudly presents",
)  # fmt: skip
