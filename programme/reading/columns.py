"""What the columns of a list are called, in the languages that are read. All of it is data."""

from __future__ import annotations

from programme.model import Role


def _set(words: str) -> tuple[str, ...]:
    """Words with spaces between; an underscore stands for a space within one."""
    return tuple(word.replace("_", " ") for word in words.split())


# The heading of a column in lower case, without brackets and numbers -> what stands in it.
COLUMNS: dict[str, str] = {
    **dict.fromkeys(_set("date datum fecha data jour giorno dia día day_and_date session_date event_date"), "date"),
    **dict.fromkeys(_set("day tag journée"), "day"),
    **dict.fromkeys(
        _set(
            "time times heure heures horaire horaires zeit uhrzeit zeiten hora horas horario horário ora ore orario "
            "orari when time_slot timeslot slot hour hours zeitfenster créneau plage_horaire schedule scheduled_time "
            "session_time date_and_time date_time wann quand"
        ),
        "time",
    ),
    **dict.fromkeys(
        _set(
            "start start_time starts starts_at begin begins beginning from beginn anfang startzeit von début "
            "heure_de_début début_heure de inicio hora_de_inicio início comienzo inizio ora_inizio ora_di_inizio "
            "start_date/time session_start start_hour"
        ),
        "start",
    ),
    **dict.fromkeys(
        _set(
            "end end_time ends ends_at finish finishes until to ende endzeit bis fin heure_de_fin à hasta hora_de_fin "
            "fim término fine ora_fine ora_di_fine session_end stop end_hour"
        ),
        "end",
    ),
    **dict.fromkeys(
        _set("duration length minutes mins min dauer minuten durée duración duração durata length_in_minutes"),
        "duration",
    ),
    **dict.fromkeys(
        _set(
            "title session_title topic titel thema titre intitulé sujet thème título titulo tema titolo argomento "
            "talk talk_title presentation presentation_title subject name_of_session session_name panel_title "
            "panel_name event_title event_name lecture vortrag vortragstitel ponencia relazione palestra headline"
        ),
        "title",
    ),
    **dict.fromkeys(
        _set(
            "session event item activity what programme program agenda_item panel sitzung veranstaltung "
            "programmpunkt punkt was session_/_event séance activité intervention quoi sesión actividad acto qué "
            "sessione attività evento cosa sessão atividade programma programa agenda contents content inhalt"
        ),
        "session",
    ),
    **dict.fromkeys(
        _set("number no nr n° nº # num panel_no session_no session_number panel_number nummer numéro número numero"),
        "number",
    ),
    **dict.fromkeys(
        _set(
            "type kind format session_type session_format typ art type_de_session tipo formato category kategorie "
            "catégorie categoría categoria"
        ),
        "kind",
    ),
    **dict.fromkeys(
        _set(
            "room rooms location venue place where hall salle lieu endroit où raum ort saal wo sala lugar dónde "
            "ubicación luogo aula dove local onde stage bühne room_name room_/_location venue_/_room"
        ),
        "room",
    ),
    **dict.fromkeys(
        _set("track stream strand theme pillar strang axe filière parcours línea eje percorso trilha eixo"), "track"
    ),
    **dict.fromkeys(_set("language lang sprache langue idioma lingua língua languages"), "language"),
    **dict.fromkeys(_set("status state zustand statut état estado stato"), "status"),
    **dict.fromkeys(
        _set(
            "abstract description summary details session_description session_abstract blurb beschreibung "
            "zusammenfassung inhaltsangabe résumé descriptif descripción resumen descrizione sommario descrição resumo"
        ),
        "abstract",
    ),
    **dict.fromkeys(_set("link links url website streaming_link stream zoom_link web_page enlace lien"), "link"),
    **dict.fromkeys(
        _set(
            "affiliation affiliations organisation organization institution company employer role position job_title "
            "speaker_affiliation speaker_organisation speaker_organization speaker_role speaker_title job function "
            "speaker_company speaker_position affiliation_/_role title_and_affiliation billing einrichtung "
            "institution_/_organisation funktion affiliazione afiliación afiliação institución instituição ente "
            "rattachement fonction cargo ruolo"
        ),
        "billing",
    ),
    **dict.fromkeys(
        _set(
            "email e-mail speaker_email phone mobile telephone notes internal_notes remarks comment comments "
            "bemerkungen notizen remarques commentaires notas note id code session_id capacity dietary travel hotel "
            "fee contact uid slug"
        ),
        "private",
    ),
}  # fmt: skip

# A word in the heading of a column that is for the organisers only, whatever else the heading says.
PRIVATE_WORDS = frozenset(
    _set(
        "private internal internally confidential secret intern interne interner internes internen privat vertraulich "
        "privé privée confidentiel confidentielle interno interna internos internas privado privada confidencial "
        "privato privata riservato riservata"
    )
)
PRIVATE_PHRASES = _set(
    "do_not_share do_not_publish don't_share don't_publish not_public not_for_publication organisers_only "
    "organizers_only staff_only for_staff team_only nicht_öffentlich nicht_veröffentlichen nicht_weitergeben "
    "ne_pas_diffuser ne_pas_publier non_public no_publicar no_compartir non_pubblicare não_publicar não_divulgar"
)

# A question in the heading of a column, “Who is talking”: how it begins, and how its verb does -> the role asked for.
ASKS_WHO = frozenset(_set("who who's wer qui quién quiénes chi quem"))
ASKED_FOR: dict[str, Role] = {
    **dict.fromkeys(
        _set("talk speak present giv spricht sprechen redet reden referier parle intervien habla present parla fala"),
        "speaker",
    ),
    **dict.fromkeys(_set("moderat moder modèr anim host facilitat"), "moderator"),
    **dict.fromkeys(_set("chair leitet leiten présid presid presied"), "chair"),
}  # fmt: skip

# The same for columns of people, with their role.
PEOPLE_COLUMNS: dict[str, Role] = {
    **dict.fromkeys(
        _set(
            "speaker speakers presenter presenters panelist panelists panellist panellists name names who people "
            "participants lecturer lecturers speaker_name speaker_names full_name person persons author authors "
            "presenting_author referent referenten referentin referentinnen referent*innen redner vortragende wer "
            "mitwirkende teilnehmer intervenant intervenants orateur orateurs conférencier conférenciers qui "
            "ponente ponentes orador oradores quién participantes relatore relatori chi partecipanti palestrante "
            "palestrantes quem guests guest speakers_/_panelists name_of_speaker"
        ),
        "speaker",
    ),
    **dict.fromkeys(
        _set(
            "moderator moderators moderation moderated_by facilitator facilitators host hosts modérateur modératrice "
            "modérateurs animateur animation moderador moderadora moderatore moderatori moderação chair/moderator"
        ),
        "moderator",
    ),
    **dict.fromkeys(
        _set(
            "chair chairs chairperson session_chair chaired_by vorsitz leitung sitzungsleitung présidence président "
            "présidente presidente presidencia presidenza presidência"
        ),
        "chair",
    ),
    **dict.fromkeys(
        _set("discussant discussants respondent respondents commentator discutant discutante kommentar comentarista"),
        "discussant",
    ),
    **dict.fromkeys(_set("keynote keynote_speaker keynote_speakers hauptredner"), "keynote"),
}  # fmt: skip

# What a column of languages says -> its code (ISO 639-1).
LANGUAGES: dict[str, str] = {
    **dict.fromkeys(_set("english anglais englisch inglés inglese inglês eng"), "en"),
    **dict.fromkeys(_set("french français französisch francés francese francês fra fre"), "fr"),
    **dict.fromkeys(_set("german allemand deutsch alemán tedesco alemão deu ger"), "de"),
    **dict.fromkeys(_set("spanish espagnol spanisch español spagnolo espanhol castellano spa"), "es"),
    **dict.fromkeys(_set("italian italien italienisch italiano ita"), "it"),
    **dict.fromkeys(_set("portuguese portugais portugiesisch portugués portoghese português por"), "pt"),
    **dict.fromkeys(_set("arabic arabe arabisch árabe arabo ara"), "ar"),
    **dict.fromkeys(_set("dutch néerlandais niederländisch holandés olandese nld"), "nl"),
    **dict.fromkeys(_set("russian russe russisch ruso russo rus"), "ru"),
    **dict.fromkeys(_set("chinese chinois chinesisch chino cinese chinês zho"), "zh"),
}  # fmt: skip

# What a column of states says of an item that takes place; for the others see words.CANCELLED and TO_BE_CONFIRMED.
SETTLED = _set("confirmed ok yes final done published bestätigt confirmé confirmée confirmado confirmato accepted")
