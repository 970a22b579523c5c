"""The words of programmes, by language: months, days, labels, roles. Data only, casefolded (ß is ss)."""

from __future__ import annotations

from programme.model import Kind


def as_set(text: str) -> frozenset[str]:
    """Words separated by spaces; _ stands for a space within one."""
    return frozenset(word.replace("_", " ").casefold() for word in text.split())


def _numbered(*languages: str) -> dict[str, int]:
    """Words with their places from 1; in each text the places are separated by spaces, spellings of one by /."""
    return {
        word.replace("_", " "): place
        for language in languages
        for place, spellings in enumerate(language.split(), 1)
        for word in spellings.split("/")
    }


MONTHS = _numbered(
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
    "september/sept/sep october/oct "
    "november/nov december/dec",
    "janvier/janv février/fevrier/févr/fév mars avril/avr mai juin juillet/juil août/aout septembre "
    "octobre novembre "
    "décembre/decembre/déc",
    "januar/jänner februar märz/maerz april mai juni juli august september oktober/okt november dezember/dez",
    "enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre noviembre "
    "diciembre/dic",
    "gennaio/genn febbraio/febbr marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro/fev março/marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "января/янв февраля/фев марта/мар апреля/апр мая июня/июн июля/июл августа/авг сентября/сен октября/окт "
    "ноября/ноя декабря/дек",
)
WEEKDAYS = _numbered(  # Monday is 1
    "monday/mon tuesday/tues/tue wednesday/weds/wed thursday/thurs/thur/thu friday/fri saturday/sat sunday/sun",
    "lundi/lun mardi mercredi/mer jeudi/jeu vendredi/ven samedi/sam dimanche/dim",
    "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag",
    "lunes martes miércoles/miercoles jueves viernes sábado/sabado domingo",
    "lunedì/lunedi martedì/martedi mercoledì/mercoledi giovedì/giovedi venerdì/venerdi sabato domenica",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "понедельник вторник среда четверг пятница суббота воскресенье",
)
WEEKDAYS_SHORT = WEEKDAYS | _numbered(  # only before a date; some are words of their own
    "mo/m tu w th f/fr sa su",
    "lu ma me je ve sa di",
    "mo di mi do fr sa so",
    "lun/lu mar/ma mié/mie/mi jue/ju vie/vi sáb/sab dom/do",
    "lun mar mer gio ven sab dom",
    "segunda/seg/2ª-feira terça/ter/3ª-feira quarta/qua/4ª-feira quinta/qui/5ª-feira sexta/sex/6ª-feira sáb dom",
)
NUMBERS = _numbered(
    "one two three four five six seven eight nine ten eleven twelve",
    "un/une deux trois quatre cinq six sept huit neuf dix onze douze",
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "uno/una dos tres cuatro cinco seis siete ocho nueve diez",
    "uno/una due tre quattro cinque sei sette otto nove dieci",
    "um/uma dois/duas três quatro cinco seis sete oito nove dez",
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx",
)
ORDINALS = _numbered(
    "first/1st second/2nd third/3rd fourth/4th fifth/5th sixth/6th seventh/7th eighth/8th",
    "première/premier/1re/1ère/1er deuxième/2e/2ème/seconde troisième/3e/3ème quatrième/4e cinquième/5e",
    "erste/erster/erstes zweite/zweiter/zweites dritte/dritter/drittes vierte/vierter/viertes",
    "primer/primera/primero segundo/segunda tercer/tercera/tercero cuarto/cuarta",
    "primo/prima secondo/seconda terzo/terza quarto/quarta",
    "primeiro/primeira segundo/segunda terceiro/terceira quarto/quarta",
)
DAYS = as_set("day jour journée tag día dia giorno giornata jornada konferenztag veranstaltungstag")
ORDINAL_ARTICLES = {"the ", "la ", "le ", "el ", "il ", "der ", "o ", "a "}
DAYS_LONG = as_set("conference_day main_day summit_day forum_day workshop_day pre-conference_day preconference_day")

PARTS_OF_DAY = as_set(
    "morning afternoon evening night matin matinée après-midi soir soirée vormittag nachmittag abend mañana tarde "
    "noche "
    "mattina mattino pomeriggio sera manhã noite am pm"
) | {"de la mañana", "de la tarde", "por la mañana", "por la tarde"}

NOON = {"noon", "midday", "12 noon", "midi", "mittag", "mittags", "mediodía", "mezzogiorno", "meio-dia", "meio dia"}
MIDNIGHT = {"midnight", "minuit", "mitternacht", "medianoche", "mezzanotte", "meia-noite", "meia noite"}
AND_A_HALF = {"et demie", "et demi", "y media", "e mezza", "e mezzo", "e meia"}
UNTIL = as_set("to until till through à a bis al alle hasta até às até_às hasta_las a_las jusqu'à")
FROM = as_set(
    "from at de dès von ab um desde dalle alle ore das à às los el a_las de_las dès_les vers ca. ca approx. starts_at "
    "starting_at à_partir_de a_partir_de a_partir_das a_partire_dalle gegen verso_le hacia_las"
)
OCLOCK = as_set("ore alle um às a_las de_las das dalle")  # after which a mere number is a time
OF = as_set("of de d' von di with mit avec con for für pour para per")  # after “20 minutes”: no duration but a title
ONWARDS = as_set("onwards onward and_onwards on until_late till_late and_after")
OPEN_ENDS = ("tbc", "tba", "tbd", "open end", "open-end", "ende offen", "à confirmer", "?", "??")
LATE_ENDS = ("late", "close", "end", "ende", "schluss", "fin", "fine")  # with a column or colon after them, else titles
OPEN_TIMES = (
    "tbc",
    "tba",
    "tbd",
    "to be confirmed",
    "to be announced",
    "à confirmer",
    "noch offen",
    "por confirmar",
    "da definire",
)
STILL_OPEN = ("to follow", "not yet known", "à annoncer", "à déterminer", "da annunciare", "por anunciar", "a anunciar")
TIME_LABELS = as_set("time when date_and_time heure heures horaire uhrzeit zeit hora horario orario ora horário")

# What a numbered or titled item is called: the label's last word, and what may stand around it.
LABELS: dict[str, Kind] = {
    **dict.fromkeys(as_set("panel parallel session plenary roundtable round-table debate discussion block "
        "plénière séance sitzung podium podiumsdiskussion diskussion plenum runde sesión mesa panell "
        "sessione tavola sessão sessao mesa-redonda panneau forum dialogue theme item"),
        "panel",
    ),
    **dict.fromkeys(("table ronde", "round table", "mesa redonda", "tavola rotonda", "runder tisch"), "panel"),
    **dict.fromkeys(as_set("keynote keynotes hauptvortrag festvortrag"), "keynote"),
    **dict.fromkeys(as_set("workshop workshops breakout breakouts atelier ateliers taller oficina tutorial ag ak "
        "arbeitsgruppe arbeitskreis werkstatt"), "workshop"),
    **dict.fromkeys(as_set("talk lecture presentation conférence vortrag ponencia relazione palestra"), "talk"),
    **dict.fromkeys(("fireside chat", "in conversation", "conversation"), "talk"),
}  # fmt: skip
LABEL_EXTRAS = as_set(
    "opening closing plenary parallel special high-level ministerial breakout inaugural concurrent thematic main "
    "interactive expert experts panel session keynote roundtable discussion address speech lecture debate group "
    "plénière parallèle spéciale parallele plenaria paralela técnica thématique academic scientific technical "
    "virtual online evening morning afternoon lightning paper poster training"
)

# In titles of items in which people talk with each other.
TALKING = as_set(
    "conversation conversations dialogue dialogues fireside_chat fireside debate discussion conversación diálogo "
    "discusión conversazione dialogo dibattito conversa débat gespräch diskussion podium"
)

# What a letter begins with, and how it ends.
MAIL_HEADERS = as_set(
    "from to cc bcc subject sent re fwd de à objet envoyé von an betreff gesendet para asunto enviado da a oggetto "
    "inviato assunto date"
)
SIGN_OFFS_SHORT = as_set(
    "best thanks thank_you regards yours merci danke gracias grazie obrigado obrigada"
)  # before a comma
SIGN_OFFS = as_set(
    "kind_regards best_regards regards warm_regards best_wishes with_best_wishes with_kind_regards yours_sincerely "
    "sincerely yours_truly many_thanks cheers all_best cordialement bien_cordialement bien_à_vous "
    "sincères_salutations mit_freundlichen_grüßen freundliche_grüße viele_grüße herzliche_grüße beste_grüße "
    "mit_besten_grüßen atentamente saludos_cordiales un_saludo un_cordial_saludo saludos cordiali_saluti "
    "distinti_saluti un_cordiale_saluto cumprimentos com_os_melhores_cumprimentos atenciosamente"
)
THEME_LABELS = ("theme", "thème", "thema", "tema", "motto", "day theme", "focus", "topic of the day")
BREAK_LINKS = as_set(
    "and & et und y e / - the networking group light buffet working long short welcome conference at du de della"
)

# What an item is, by a word among the first of its title. The first kind that fits counts.
TITLE_KINDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("registration", as_set("registration check-in accreditation sign-in doors accueil enregistrement inscription "
                               "inscriptions émargement "
                               "anmeldung registrierung einlass anreise ankommen registro "
                               "acreditación registrazione credenciamento")),
    ("closing", as_set("closing close conclusion conclusions concluding wrap-up farewell adjourn adjournment clôture "
                          "cloture abschluss schlusswort verabschiedung "
                          "clausura cierre chiusura encerramento")),
    ("keynote", as_set("keynote keynotes hauptvortrag festvortrag inaugurale magistral")),
    ("break", as_set("break breaks coffee tea lunch luncheon breakfast refreshments brunch recess intermission pause "
                        "pauses café déjeuner petit-déjeuner kaffeepause "
                        "mittagspause mittagessen frühstück kaffee stehkaffee imbiss mittagsimbiss descanso "
                        "pause-café pause-déjeuner pauses-café coffee-break tea-break lunch-break pausa-café caffè "
                        "almuerzo comida desayuno pausa pranzo colazione almoço intervalo")),
    ("opening", as_set("opening welcome welcoming introduction introductions introductory bienvenue ouverture "
                          "eröffnung begrüßung willkommen bienvenida apertura "
                          "inauguración benvenuto saluti abertura "
                          "boas-vindas")),
    ("social", as_set("dinner reception cocktail cocktails drinks networking tasting gala concert party banquet dîner "
                         "diner réception apéritif apéro abendessen empfang "
                         "cena recepción cóctel ricevimento jantar")),
    ("break", frozenset({"prayer", "prayers"})),  # not where it opens or closes the meeting
)  # fmt: skip

# Before a date: that it is a byline's, a letter's or a deadline's, not the programme's.
NOT_THE_DAYS = as_set(
    "posted published updated modified edited created released sent received printed accessed retrieved related "
    "register registration deadline deadlines due apply submit submission submissions rsvp until before since "
    "publié publiée modifié modifiée envoyé envoyée inscription inscriptions jour avant jusqu'au "
    "veröffentlicht aktualisiert gesendet anmeldung anmeldeschluss stand bis publicado actualizado enviado pubblicato "
    "aggiornato inviato atualizado"
)
# After a time, in small letters: that a sentence goes on, which is no title.
GO_ON = as_set(
    "the a an this that these those it he she we you they there is are was were be been has had have will would and or "
    "but so when while as which who on in of to by for since le la les un une il elle nous vous on ce est sont était "
    "et ou der die das ein eine er sie wir es ist sind war und oder el los una se es fue y"
)
OPENING_HOURS = ("hours", "horaires d'ouverture", "öffnungszeiten", "horario de atención", "orari di apertura")
FOOTER = as_set(
    "contact contacts tags tag share subscribe newsletter copyright privacy tickets ticket sponsors related filed "
    "posted permalink facebook twitter linkedin instagram renseignements kontakt impressum contatti secretariat "
    "download categories previous comments rsvp disclaimer"
)
ABBREVIATED = (
    "inc.", "ltd.", "co.", "corp.", "llc.", "jr.", "sr.", "ph.d.", "u.s.", "u.n.", "d.c.", "e.v.", "s.a.", "etc.",
    "esq.", "m.d.", "m.p.", "b.c.", "u.k.", "ret.", "st.", "univ.", "dept.", "intl.", "assn.", "bros.",
)  # fmt: skip
TO_BE_CONFIRMED = (
    "tbc", "tba", "tbd", "t.b.c.", "t.b.a.", "to be confirmed", "to be announced", "to be determined", "to be named",
    "to be advised", "à confirmer", "à préciser", "à venir", "en attente", "noch offen", "angefragt", "zu bestätigen",
    "wird noch bekannt gegeben", "wird noch bekanntgegeben", "werden noch bekannt gegeben", "wird noch benannt",
    "por confirmar", "por definir", "da confermare", "da definire", "a confirmar", "a definir",
    "уточняется", "будет объявлено", "по согласованию", "n.n.", "n. n.", "nn",
)  # fmt: skip
INVITED = (
    "invited", "invité", "invitée", "eingeladen", "invitado", "invitada", "invitato", "invitata", "convidado",
    "convidada", "tbc", "to be confirmed", "unconfirmed", "pending", "à confirmer", "sous réserve", "angefragt",
    "sous réserve de confirmation", "en attente de confirmation", "unter vorbehalt", "por confirmar", "da confermare",
    "a confirmar",
)  # fmt: skip
CANCELLED = as_set(
    "cancelled canceled annulé annulée abgesagt cancelado cancelada annullato annullata entfällt reporté reportée"
)
ITEM_WORDS = as_set(
    "panel session item talk lecture event workshop keynote roundtable round_table séance table_ronde conférence "
    "atelier "
    "podium sitzung veranstaltung vortrag diskussion panelgespräch sesión mesa_redonda conferencia taller ponencia "
    "sessione tavola_rotonda conferenza sessão mesa palestra oficina"
)
ROOM_WORDS = as_set(
    "ауд каб корп "
    "room rooms hall foyer terrace auditorium theatre theater ballroom lobby atrium library lounge stage chapel "
    "gallery courtyard patio salon salle salles amphi amphithéâtre amphitheatre grand-salle auditoire sala salas "
    "salone aula saal raum hörsaal foyers garden gardens restaurant cafeteria canteen building floor level studio "
    "suite annex pavilion plenary-hall boardroom zoom online hybrid virtual corridor corridors couloir couloirs "
    "flur corredor corridoio tent marquee quay yard зал аудитория фойе"
)
# In small letters too: “Main stage”, “Meeting room 2”.
ROOM_KINDS = as_set(
    "main big small large upstairs downstairs workshop workshops seminar breakout conference meeting lecture training "
    "committee outdoor dining"
)
ROOM_PLAIN = as_set("room stage hall tent theatre theater auditorium")
# A room only with its number: “Lab 2”, though a “Policy Lab” is a house or a theme.
ROOM_NUMBERED = as_set("lab labor laboratory laboratoire laboratorio laboratório box booth tisch table kabinett")
# What a room's name begins with before a number or a name, what it ends with, and what is a room by itself.
ROOM_FIRST = as_set(
    "restaurant hotel hôtel ristorante restaurante trattoria brasserie gasthaus "
    "room rooms hall salle salles sala salas salon salón aula raum saal hörsaal auditorium auditoire auditório "
    "auditorio amphi amphithéâtre anfiteatro anfiteátro level floor building bâtiment gebäude edificio ballroom "
    "foyer étage piso zoom зал аудитория фойе этаж кабинет корпус"
)
ROOM_LAST = as_set(
    "bar pub restaurant hotel hôtel "
    "stage rotunda library cloister refectory mensa cafeteria canteen biblioteca bibliothèque bibliothek kantine "
    "lichthof innenhof wintergarten orangery orangerie gallery pavilion garden tent marquee studio theatre patio "
    "room hall foyer auditorium auditorio auditório ballroom boardroom lobby atrium theater terrace lounge chapel "
    "saal raum hörsaal aula zimmer festsaal konferenzraum seminarraum courtyard suite"
)
FLOORS = as_set("floor stock étage etage piso andar piano этаж")  # only of a place where it says which
WHICH_FLOOR = as_set("ground upper lower top main mezzanine basement erster zweiter dritter") | ORDINALS.keys()
ROOM_ALONE = as_set(
    "rotunda library cloister refectory mensa cafeteria canteen courtyard patio biblioteca bibliothèque bibliothek "
    "kantine lichthof innenhof wintergarten cafétéria réfectoire cloître claustro chiostro refettorio jardín "
    "orangery orangerie foyer auditorium auditorio auditório ballroom boardroom lobby atrium terrace aula hörsaal "
    "festsaal"
)
ROOM_LINKS = as_set(
    "de du des da do del della dell' la le of the and & et und y e - / d' am im zum floor etage étage этаж andar piano"
)
NOT_A_ROOM = as_set("for with to on in for pour mit con com rental request service opens open change changes session")
ROOM_LABELS = as_set(
    "room rooms venue location place salle lieu raum ort saal sala lugar luogo where où wo hall local aula "
    "veranstaltungsort"
)
TRACK_LABELS = as_set(
    "track stream strand filière axe parcours strang themenstrang eje línea tema percorso trilha eixo"
)
# Before an address, and what it leads to.
LINK_LABELS = {
    **dict.fromkeys(
        as_set(
            "live live_stream livestream live-stream stream streaming webcast broadcast watch watch_live watch_online "
            "zoom zoom_link join_online join_on_zoom youtube en_direct direct diffusion diffusion_en_direct "
            "retransmission lien_zoom übertragung live-übertragung en_vivo en_directo transmisión enlace_zoom diretta "
            "in_diretta transmissão ao_vivo трансляция"
        ),
        "stream",
    ),
    **dict.fromkeys(
        as_set("recording video enregistrement aufzeichnung grabación registrazione gravação"), "recording"
    ),
    **dict.fromkeys(as_set("slides diapositives folien diapositivas diapositive"), "slides"),
}
LANGUAGE_LABELS = as_set("language langue sprache idioma lingua língua")
GENERIC_TITLES = as_set(
    "agenda programme program schedule home menu timetable calendar ordre_du_jour programm tagesordnung programa "
    "programma draft_agenda draft_programme conference_programme conference_program full_programme full_program "
    "full_schedule preliminary_programme final_programme event_schedule event_programme the_programme "
    "agenda_at_a_glance programme_at_a_glance skip_to_content search recent_posts key_points overview about events "
    "speakers panels programme_provisoire programme_préliminaire conference_schedule conference_agenda"
)
