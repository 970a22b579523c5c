"""The words that say who is who: roles, honorifics, what belongs to a name and what doesn't. Data only; lower case."""

from __future__ import annotations

from programme.model import Role


def _set(text: str) -> frozenset[str]:
    """Words separated by spaces; _ stands for a space within one."""
    return frozenset(word.replace("_", " ") for word in text.split())


_ROLES: dict[Role, str] = {
    # A facilitator or host leads as a moderator does: published programmes use the words for one and the same part.
    "moderator": "moderator co-moderator moderation moderated_by moderating panel_moderator session_moderator "
    "discussion_moderator modération modérateur modératrice modéré_par modérée_par animation animateur animatrice "
    "animé_par animée_par modère anime modérateur_/_modératrice débat_animé_par débat_modéré_par moderatorin "
    "moderiert_von "
    "diskussionsleitung gesprächsleitung gesprächsführung diskussionsleiter diskussionsleiterin "
    "moderador moderadora modera moderado_por modera_la_mesa moderación moderatore moderatrice moderato_da moderazione "
    "moderação moderador_da_sessão mediação mediador mediadora mediación médiation mediazione facilitator "
    "facilitated_by facilitation facilitateur facilitatrice "
    "facilitador facilitadora facilitación facilitação host hosted_by panel_host interviewer interviewed_by "
    "coordina coordinador coordinadora coordinación coordinatore coordinatrice coordinamento coordenador "
    "coordenadora coordenação conduce "
    "introduce_e_modera introduce_y_modera introduction_et_modération "
    "модератор ведущий ведущая 主持人 主持 司会 المنسق مدير_الجلسة",
    "chair": "chair co-chair convenor convener chaired_by chairperson chairman chairwoman session_chair panel_chair "
    "presiding "
    "présidence présidence_de_séance présidence_de_la_séance président présidente président_de_séance "
    "présidente_de_séance président_de_session présidé_par présidée_par sous_la_présidence_de vorsitz vorsitzender "
    "vorsitzende leitung geleitet_von sitzungsleitung sitzungsvorsitz "
    "preside presidente presidencia presidenta presiede presidenza "
    "presidência presidida_por presieduto_da presieduta_da председатель 主席",
    "keynote": "keynote keynote_speaker keynote_by keynote_address keynote_speech keynote_lecture "
    "conférencier_invité conférencière_invitée conférencier_principal conférencière_principale conférence_inaugurale "
    "hauptredner hauptrednerin hauptvortrag keynote-speaker keynote-sprecher keynote-sprecherin festvortrag "
    "festredner festrednerin eröffnungsvortrag ponente_principal conferencia_magistral conferencia_inaugural "
    "oratore_principale prolusione orador_principal oradora_principal conferência_de_abertura",
    "discussant": "discussant lead_discussant respondent commentator commentary response comments_by discutant "
    "discutante répondant répondante "
    "commentaire kommentator kommentatorin kommentar korreferat koreferat korreferent korreferentin comentarista "
    "comenta discussione discussione_a_cura_di discute debatedor debatedora respuesta",
    "interpreter": "interpreter interpreters interprète interprètes dolmetscher dolmetscherin intérprete interprete",
    "speaker": "speaker leader led_by taught_by run_by tutor ministrante conferencista imparte a_cargo_de teacher "
    "presenter panelist panellist lecturer instructor trainer rapporteur co-rapporteur "
    "intervenant intervenante rapporteure rapporteuse conférencier conférencière orateur oratrice panéliste "
    "grand_témoin témoin discours allocution mot_de_bienvenue mot_de_clôture ouverture_par clôture_par synthèse_par "
    "introduit_par introduction_par "
    "referent referentin redner rednerin sprecher sprecherin podium podiumsgast impulsvortrag impuls "
    "impulsreferat impulsgeber impulsgeberin grußwort begrüßung einführung schlusswort fazit laudatio resümee "
    "zusammenfassung berichterstatter berichterstatterin "
    "teilnehmer teilnehmerin panelistin diskutant diskutantin mit_dabei "
    "ponente orador oradora expositor expositora panelista relator relatora presenta "
    "relatore relatrice intervento saluti conclude conclusioni chiude apre introduce presentazione_di palestrante "
    "apresentador apresentadora relato "
    "introduction introduced_by introductory_remarks opening_remarks closing_remarks introduction_by "
    "welcome welcome_remarks welcome_address opening_address closing_address guest guest_speaker invited_speaker "
    "remarks presented_by présenté_par présentée_par presentado_por presentato_da apresentado_por vorgestellt_von "
    "featuring in_conversation_with contributor lead_speaker featured_speaker special_guest opening_speaker remarks_by "
    "opening_remarks_by closing_remarks_by welcome_by welcome_remarks_by talk_by lecture_by presentation_by reading_by "
    "author autor autorin auteur autrice autora gast gesprächspartner gesprächspartnerin invité invitée invitado "
    "invitada convidado convidada session_lead "
    "speech_by statement_by vortrag_von lesung_von impuls_von begrüßung_durch présentation_par conférence_par "
    "докладчик спикер 演讲者 讲者 嘉宾 主讲人 المتحدث",
}
_PLURALS: dict[Role, str] = {
    "moderator": "moderators co-moderators panel_moderators modérateurs modératrices co-modérateurs animateurs "
    "animatrices facilitators hosts co-hosts moderatoren moderatorinnen moderadores moderadoras moderatori "
    "moderatrici moderan facilitateurs facilitadores moderano модераторы",
    "chair": "chairs co-chairs chairpersons session_chairs présidents coprésidence co-présidence coprésidents "
    "copresidentes presidenti presidentes co-vorsitz",
    "keynote": "keynotes keynote_speakers keynote_addresses",
    "discussant": "discussants respondents commentators discutants discutantes répondants kommentatoren comentaristas "
    "debatedores discutono korreferate",
    "speaker": "speakers leaders tutors teachers imparten "
    "presenters panelists panellists panel participants lecturers guests guest_speakers "
    "confirmed_speakers invited_speakers featured_speakers special_guests our_speakers the_speakers the_panel "
    "speakers_include panelists_include panellists_include with contributors instructors experts "
    "panel_members panel_speakers session_speakers authors with_contributions_from joined_by in_discussion_with "
    "mitwirkende gesprächspartnerinnen ne_parlano dialogano con_la_partecipazione_di con_gli_interventi_di "
    "avec_les_interventions_de avec_la_participation_de grands_témoins "
    "dialogan conversan invitados invitadas con_la_participación_de com_a_participação_de convidados convidadas "
    "discussion_with presentations_by statements_by talks_by lectures_by "
    "rapporteurs avec intervenants intervenantes conférenciers conférencières orateurs oratrices "
    "panélistes paneliste panelistes invités invitées témoins mit mit_dabei_sind es_diskutieren es_sprechen "
    "auf_dem_podium referenten referentinnen redner rednerinnen sprecher sprecherinnen podiumsgäste "
    "podiumsteilnehmer podiumsteilnehmerinnen diskutanten gäste teilnehmende "
    "teilnehmer teilnehmerinnen vortragende panelisten referierende impulse impulsvorträge grußworte "
    "con ponentes oradores oradoras expositores panelistas participantes ponencias intervienen "
    "intervinientes participan "
    "relatori relatrici intervengono partecipanti partecipano interventi relatori_e_relatrici ne_discutono "
    "com palestrantes intervenientes conferencistas participam relatores "
    "спикеры докладчики участники с_участием 演讲嘉宾 المتحدثون",
}
ROLES: dict[str, Role] = {
    word.replace("_", " "): role
    for words in (_ROLES, _PLURALS)
    for role, text in words.items()
    for word in text.split()
}
PLURAL_ROLES = frozenset(word for text in _PLURALS.values() for word in _set(text))
_BEFORE_NAMES = (" by", " par", " von", " durch", " por", " da", " di", " de", "conversation with", " include")
ROLE_PHRASES = tuple(sorted((word for word in ROLES if word.endswith(_BEFORE_NAMES)), key=len, reverse=True))
# Roles that name somebody even without a mark after them: “Moderator Ann Lee, Acme”.
SPOKEN_ROLES = _set(
    "moderator co-moderator moderation modération modérateur modératrice moderatorin modera moderador moderadora "
    "moderatore moderatrice moderação discussant respondent discutant discutante"
)
# Before people without a mark: “with Ann Lee (Acme) and Bo Ray (Beta)”.
ACCOMPANIED = _set("with avec mit con com featuring")
# Speeches that somebody's name may follow after a mark; alone they are headings.
SPEECHES = _set(
    "statements kurzreferate testimonianze témoignages talk lecture presentation testimony statement referat "
    "kurzreferat vortrag témoignage testimonianza testimonio exposé "
    "opening closing conclusion conclusions concluding_remarks summary wrap-up toast laudation vote_of_thanks "
    "ouverture clôture remerciements synthèse eröffnung abschluss ausblick dank apertura cierre clausura conclusiones "
    "chiusura introduzione conclusione abertura encerramento conclusão"
)
# Words for a part that are a job as well: after a comma or a dash they may be either.
JOBS_TOO = _set(
    "host hosts leitung animateur animatrice facilitator interviewer commentator commentators kommentator "
    "kommentatorin comentarista commentaire kommentar response respuesta coordina coordinador coordinadora "
    "coordinatore coordinatrice "
    "coordenador coordenadora coordenação conduce"
)
CONVERSING = (
    " in conversation with ",
    " en conversation avec ",
    " im gespräch mit ",
    " en diálogo con ",
    " en conversación con ",
    " in dialogo con ",
    " in conversazione con ",
    " em conversa com ",
    " interviewed by ",
)
AND = ("and", "&", "et", "und", "y", "e", "и")

HONORIFICS = _set(
    "hon hon. honourable honorable rt rt. right dr dr. drs. prof prof. professor professeur professeure profesor "
    "profesora pr pr. mr mr. mrs mrs. ms ms. miss mx mx. m. mm. mme mme. mmes mlle sir dame lord lady baroness baron "
    "viscount earl countess rev rev. reverend fr. sr. sra. sr.ª sra srta. d. dña. doña sig. sig.ra sig.na dott. "
    "dott.ssa dottor dottoressa prof.ssa prof.a prof.ª profa profa. professoressa avv. arch. on. cav. ing. ing ir. "
    "h.e. h.e he. h.r.h. h.h. s.e. s.e s.e.m. s.e.mme s.exc. s.e.r. s.s. se. excellency exmo. exma. excmo. excma. "
    "ilmo. ilma. lic. licda. licdo. arq. amb amb. ambassador ambassadeur ambassadrice embajador embajadora botschafter "
    "botschafterin ambasciatore ambasciatrice embaixador embaixadora sen. senator sénateur sénatrice minister ministre "
    "rep. congressman congresswoman gen gen. general général generalleutnant lt lt. ltc ltg lt.-gen. maj. maj.-gen. "
    "major-general lieutenant-general col col. colonel oberst capt. captain cpt. adm. admiral amiral cmdr. cdr cdr. "
    "commodore brig. sgt. judge justice sheikh sheikha shaikh prince princess dipl.-ing. dipl.-biol. dipl.-kfm. mag. "
    "mag.a maga. univ.-prof. univ.-prof.in univ.-doz. priv.-doz. pd prof.in dr.in apl. herr frau staatssekretär "
    "staatssekretärin bürgermeister bürgermeisterin "
    "oberbürgermeister oberbürgermeisterin ministerin bundesminister bundesministerin landrat landrätin präsidentin "
    "rektor rektorin senatorin ministra ministro onorevole sindaco sindaca présidente "
    "emerita emeritus emérita emérito émérite "
    "h.c. habil. em. emer. mult. med. phil. jur. iur. rer.nat. dr.med. dr.phil. dr.iur. dr.h.c. "
    "maître me rabbi imam pastor pfarrer pfarrerin pater père padre bishop archbishop cardinal mgr mgr. "
    "msgr. msgr président "
    "chancellor (ret.) (ret'd) (retd) cllr cllr. councillor eng. assoc. asst. associate assistant rear vice lieutenant "
    "brigadier brigadier-general rear-admiral vice-admiral his her rev'd dra. dra dre dre. dr.ª dr.-ing. shri smt. smt "
    "dato' datuk dato tengku puan encik mufti ayatollah sayyid l'honorable д-р проф."
)
# In capitals these are honorifics; otherwise they are words or names.
CAPITAL_HONORIFICS = frozenset({"HE", "HRH", "HH", "SE", "SEM", "S.E", "PD", "RA", "RAin"})
HONORIFIC_PHRASES = sorted(
    (
        tuple(phrase.split())
        for phrase in _set(
            "h._e. s._e._m. s._e._mme s._e. h._r._h. h._c. h._c._mult. h.c._mult. rer._nat. rer._pol. rer._oec. "
            "rer._soc. "
            "tan_sri puan_sri datuk_seri datuk_sri datuk_wira dato'_sri dato'_seri dato_sri dato_seri toh_puan "
            "his_excellency her_excellency his_royal_highness her_royal_highness son_excellence sua_eccellenza "
            "su_excelencia sua_excelência seine_exzellenz ihre_exzellenz s._exc. his_eminence his_holiness "
            "air_marshal air_vice_marshal air_chief_marshal wing_commander squadron_leader group_captain "
            "mr_justice mrs_justice lord_justice lady_justice air_commodore rear_admiral vice_admiral "
            "dipl._ing. priv._doz. univ._prof. m._le_ministre m._le_maire m._le_président m._le_préfet m._le_député "
            "mme_la_ministre mme_la_maire mme_la_présidente mme_la_préfète mme_la_députée m._l'ambassadeur "
            "m._le_recteur mme_la_rectrice m._le_doyen mme_la_doyenne m._le_directeur mme_la_directrice "
            "m._le_sénateur mme_la_sénatrice m._le_professeur mme_la_professeure "
            "mme_l'ambassadrice"
        )
    ),
    key=len,
    reverse=True,
)
# Words that only a French programme has: “M.” is Monsieur there.
FRENCH = _set(
    "mme mmes mlle mm monsieur madame messieurs mesdames janvier février avril juin juillet août septembre octobre "
    "novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche intervenants intervenantes présidence "
    "président présidente modérateur modératrice animateur animatrice modération animation séance journée colloque "
    "pause-café déjeuner accueil ouverture clôture bienvenue avec"
)
# Before “of” and a place: “Baroness Tavy of Lydford”.
TITLED = _set(
    "lord lady baroness baron viscount viscountess earl countess duke duchess prince princess king queen bishop "
    "archbishop"
)
# After a name and a comma: letters that belong to the name.
POST_NOMINALS = _set(
    "obe mbe cbe kbe dbe gbe cb kcb gcb cmg kcmg gcmg dcmg cvo kcvo bem qpm frs fba frse fmedsci freng frcp frgs frsa "
    "frsc fca fcca frics phd ph.d ph.d. dphil d.phil d.phil. md m.d m.d. edd ed.d. jd j.d j.d. llm ll.m. ll.m llb mba "
    "m.b.a. mph msc m.sc. bsc ma m.a. ba b.a. msw rn mpa mpp dvm jr jr. jnr sr sr. snr ii iii iv esq esq. kc k.c. qc "
    "q.c. sc s.c. pc p.c. mp m.p. m.p mep msp mla mpp mna mna. mhk tD td ms am ac ao oam cm c.m. oc o.c. cc c.c. "
    "onzm cnzm mnzm dnzm knzm dso vc mdb mdl mdep mdep. mda mdbb m.d.b. m.d.l. m.d.b usn usaf usmc sj s.j. op o.p. osb "
    "om ofm p.eng. p.eng peng pe p.e. ceng cfa cpa ccfp frcpc frcsc facp facs dnp "
    "aia faia riba friba ret. (ret.) (retd) (ret'd)".lower()
)
# Those of them that say what somebody does: alone after a name they are its words, not a part of it.
OFFICES = _set("mp m.p. m.p mep msp mla mna mna. mhk td mdb mdl mdep mdep. mda m.d.b. m.d.l. m.d.b ms mpp")
PRONOUNS = _set(
    "she her hers he him his they them theirs ze hir xe xem elle il iel lui ella él elle/iel sie ihr er ihn ihm lei "
    "loro ela ele dela dele any all pronouns any_pronouns ella/ella"
)
# In brackets beside a name: how somebody takes part.
ASIDES = _set(
    "online virtual virtually remote remotely digital zoom via_zoom by_video via_video by_video_link via_video_link "
    "video_link in_person en_ligne à_distance en_visio en_visioconférence virtuell zugeschaltet en_línea por_zoom "
    "por_videoconferencia da_remoto in_collegamento remoto por_vídeo"
)
PARTICLES = _set(
    "de del dela della delle dei degli di da das do dos du des d' la le les los las el al dal dalla "
    "ul van von vom vander der den het ten ter te tot thoe ’t 't zu zum zur auf af av y e i bin bint binti binte bte "
    "ibn ben abu abd ould wuld wa ap ab st. san santa við á o' o'n u daw ud ur ad a/l a/p s/o d/o"
)
# Only within a name, after what they belong to: “Mac an tSaoir”.
BOUND_PARTICLES = {"an": _set("mac nic mhic ó uí ní"), "na": _set("mac nic mhic ó uí ní")}
ARTICLES = _set("a an the un une le la les der die das ein eine el los las una il lo uno o os as um uma")
OF_AND_FOR = _set("of for für pour para per on in")  # after what a house is called by: “Institute for …”
# No name begins or ends with one, but it may have one in it: “Walker Two Elk”.
NUMERALS = _set("two three four five six seven eight nine ten")
# Words that no name has in it; a line that has one before its separator names nobody.
NOT_NAMES = NUMERALS | _set(
    "the a an and or of in on at for from with by to as is are was were be it its this that "
    "these those we our us you your how why what who when where which can do does no not all most new points part "
    "step note notes topic topics theme themes focus aim aims goal goals outcome outcomes output outputs key "
    "panel panels session sessions speakers speaker moderator chair keynote programme program agenda track stream "
    "schedule event events conference workshop forum summit table room date time location venue address phone tel "
    "email e-mail web website contact contacts info information photo photos image images picture credit credits "
    "source sources tags tag share follow related posts post subscribe newsletter register registration tickets "
    "ticket copyright privacy policy terms menu search home about news media press download sponsors sponsor "
    "sponsored partners partner organised organized organiser organisers organizer organizers hosted watch livestream "
    "recording hashtag capacity audience duration level slides video link links interpretation translation "
    "moderators facilitators organisation logistics catering dress code fee fees price cost deadline "
    "morning afternoon evening opening closing welcome remarks lunch break coffee dinner reception chatham "
    "questions question answer q&a discussion abstract summary background objectives objective introduction "
    "conclusion conclusions wrap-up case study language languages format guests special further additional confirmed "
    "today tomorrow yesterday please join see click here there however meanwhile although while "
    "after before during since example first second third secondly finally also but if then than one "
    "more others other several various tbc tba tbd "
    "le la les un une des et ou dans sur pour avec par sans ce cette ces qui que quoi où quand comment pourquoi salle "
    "lieu heure langue langues interprétation animateurs organisateur organisateurs thème thèmes objectif objectifs "
    "renseignements inscription inscriptions entrée contactez séance table-ronde programme débat échanges "
    "intervenants intervenant autres accueil pause déjeuner clôture ouverture durée niveau public tarif "
    "der die das ein eine und oder für mit wir wie warum was wer ort zeit raum saal uhr anmeldung kontakt sprache "
    "thema themen ziel ziele veranstalter dauer weitere moderation eintritt "
    "idioma lengua tema temas objetivo objetivos organiza organizan lugar sala duración lingua luogo obiettivi durata "
    "organizzazione "
    "ingredients serves method preparation prep bake"
) - {"la", "le", "les", "des", "der", "das", "do", "e", "will"}
# What stands between the number of open places and what is open: “two further speakers to be announced”.
FURTHER = _set(
    "a an the one two three four five further more other another additional guest panel second third final fourth name "
    "names representative representatives of autre autres un une deux trois plusieurs le la les nom noms weitere "
    "weiterer weiteres zwei drei ein eine einen otros otras otro otra dos tres más un'altra altri altre altro due "
    "outros outras outro dois mais and intervention de by of par vertreter vertreterin représentant représentante "
    "representante rappresentante"
)
# In what stands after a comma: that a sentence goes on, which is nobody's role.
VERBS = _set(
    "is are was were has have had will would can could should must needs need does did comes come makes make gets get "
    "est sont était ont peut doit sera seront ist sind war hat haben wird werden kann muss es son era han ha puede "
    "debe "
    "sono hanno può deve são foi têm pode deve"
)
# After a label and a name: that a sentence goes on, and is no credit.
TELLING = VERBS | _set(
    "this that these we our us you your how what why who which their they it its his her met asks ask looks takes "
    "explores discusses examines brings ce cette nous notre vous votre qui que wir unser sie ihr nosotros nuestro"
)
STILL_TO_COME = tuple(
    _set(
        "more_speakers further_speakers other_speakers additional_speakers speakers_will_be_announced "
        "speakers_to_be_announced d'autres_intervenants autres_intervenants weitere_referent weitere_sprecher "
        "weitere_gäste weitere_teilnehm más_ponentes otros_ponentes altri_relatori outros_oradores"
    )
)
# Before the title of somebody's talk, below the name.
PAPER_LABELS = _set(
    "paper talk title presentation lecture titel vortrag vortragstitel titre communication exposé título ponencia "
    "comunicación titolo intervento relazione comunicação apresentação topic thema sujet tema"
)
