"""E-mails to speakers: what they would say, and sending them once. Nobody is written to who declined.

`letters` makes them and sends nothing; what it made is what `send` sends.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from email.utils import parseaddr
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from events import invitations
from events.models import Appearance, Event, Mail
from events.site import languages
from programme.writing.plain_text import one_line
from speakers.models import Speaker

MOST_AT_ONCE = 100
CALENDAR = "invite.ics"


@dataclass(frozen=True)
class Letter:
    """What one speaker would be sent. `about` names it: the same is sent once; `before`: what was sent of it."""

    speaker: Speaker
    kind: str
    about: str
    subject: str
    text: str
    calendar: bytes = b""
    method: str = ""
    due: bool = True  # proposed to be sent now
    before: tuple[Mail, ...] = ()

    @property
    def sent(self) -> bool:
        return any(mail.state != Mail.State.FAILED for mail in self.before)

    @property
    def chosen(self) -> str:
        """What a form says to send exactly this, and not once more what has gone out since."""
        said = "\0".join((self.speaker.email, self.subject, self.text)).encode() + b"\0" + self.calendar
        return f"{self.speaker.pk}:{self.about}:{len(self.before) + 1}:{sha256(said).hexdigest()[:24]}"


@dataclass(frozen=True)
class Post:
    """What there is to send; `left`: who gets nothing, and why."""

    letters: tuple[Letter, ...]
    left: tuple[tuple[Speaker, str], ...]


@dataclass(frozen=True)
class Sent:
    sent: int
    failed: tuple[tuple[Letter, str], ...]
    twice: int  # somebody else has sent them meanwhile


@dataclass(frozen=True)
class Reader:
    """Somebody to write to, with the parts that it is about."""

    speaker: Speaker
    parts: tuple[Appearance, ...]
    link: str = ""


def invitations_to(event: Event, only: Collection[int] | None, word: str) -> Post:
    """To all who have not declined: their link, and a question where they have not answered."""
    return _asking(event, Mail.Kind.INVITATION, only, word)


def reminders_to(event: Event, only: Collection[int] | None, word: str) -> Post:
    """To those who have not answered."""
    return _asking(event, Mail.Kind.REMINDER, only, word)


def in_language_of(event: Event) -> AbstractContextManager[None]:
    """Within, words are those of the event's first language that the site speaks."""
    return translation.override(languages.of_event(event.languages.split()).code)


def with_links(event: Event, readers: Iterable[Reader]) -> list[Reader]:
    found = list(readers)
    links = invitations.links_of(event, [reader.speaker for reader in found])
    return [replace(r, link=invitations.address(links[r.speaker.uid], event.slug)) for r in found]


def with_past(event: Event, found: Iterable[Letter]) -> tuple[Letter, ...]:
    """Each with what was sent of it before."""
    rows = list(found)
    past: dict[tuple[UUID, str, str], list[Mail]] = {}
    for mail in Mail.objects.filter(event=event, speaker__in={row.speaker.uid for row in rows}):
        past.setdefault((mail.speaker, mail.kind, mail.key), []).append(mail)
    return tuple(replace(row, before=tuple(past.get((row.speaker.uid, row.kind, row.about), ()))) for row in rows)


def text_of(name: str, event: Event, reader: Reader, word: str, **more: object) -> str:
    where = f"{event.title} ({event.venue})" if event.venue else event.title
    facts = {"event": event, "reader": reader, "speaker": reader.speaker, "where": where, "word": word.strip(), **more}
    lines = render_to_string(f"mail/{name}.txt", facts).strip().splitlines()
    kept = [line.rstrip() for number, line in enumerate(lines) if line.strip() or lines[number - 1].strip()]
    return "\n".join(kept) + "\n"


def send(event: Event, letters: Iterable[Letter], user: User) -> Sent:
    """Each once: its row is there, and committed, before it goes out. What fails is written down with the reason."""
    connection = get_connection()
    sent, twice, failed = 0, 0, list[tuple[Letter, str]]()
    try:
        for letter in letters:
            row = _claimed(event, letter, user)
            if row is None:
                twice += 1
            elif problem := _sent(event, letter, row, user, connection):
                failed.append((letter, problem))
            else:
                sent += 1
    finally:
        connection.close()
    return Sent(sent, tuple(failed), twice)


def is_set_up() -> bool:
    """Whether mail leaves this machine at all."""
    return not str(settings.EMAIL_BACKEND).endswith(("console.EmailBackend", "dummy.EmailBackend"))


def sender() -> tuple[str, str]:
    """The name, which may be empty, and the address that mails come from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)


def _asking(event: Event, kind: str, only: Collection[int] | None, word: str) -> Post:
    parts = Appearance.objects.filter(panel__event=event).exclude(panel__state="cancelled")
    rows = parts.select_related("speaker", "panel__slot", "panel__day", "panel__room")
    by_speaker: dict[Speaker, list[Appearance]] = {}
    for row in rows.order_by("speaker__sort_name", "speaker", "panel__slot__start", "panel", "pk"):
        if only is None or row.speaker_id in only:
            by_speaker.setdefault(row.speaker, []).append(row)
    readers, left = list[Reader](), list[tuple[Speaker, str]]()
    for speaker, theirs in by_speaker.items():
        wanted = [
            part for part in theirs if part.state == "invited" or (kind == "invitation" and part.state != "declined")
        ]
        if reason := _reason(speaker, theirs, wanted):
            left.append((speaker, reason))
        else:
            readers.append(Reader(speaker, tuple(wanted)))
    with in_language_of(event):
        found = [_asked(event, kind, reader, word) for reader in with_links(event, readers)]
    return Post(with_past(event, found), tuple(left))


def _reason(speaker: Speaker, parts: list[Appearance], wanted: list[Appearance]) -> str:
    """Why somebody is not written to; empty where they are."""
    if all(part.state == "declined" for part in parts):
        return "declined"
    if not wanted:
        return "has answered"
    return "" if speaker.email else "no e-mail address"


def _asked(event: Event, kind: str, reader: Reader, word: str) -> Letter:
    asked = any(part.state == "invited" for part in reader.parts)
    subject = _("%(event)s: your entry in the programme")
    if asked:
        subject = _("%(event)s: will you be there?") if kind == "invitation" else _("%(event)s: may we count on you?")
    subject %= {"event": event.title}
    about = ",".join(sorted(str(part.panel.uid) for part in reader.parts))
    text = text_of(kind, event, reader, word, asked=asked)
    return Letter(reader.speaker, kind, sha256(about.encode()).hexdigest()[:32], one_line(subject), text)


def _claimed(event: Event, letter: Letter, user: User) -> Mail | None:
    """The row by which this is sent; None where somebody else has it."""
    try:
        with transaction.atomic():
            return Mail.objects.create(
                event=event,
                speaker=letter.speaker.uid,
                kind=letter.kind,
                key=letter.about,
                attempt=len(letter.before) + 1,
                address=letter.speaker.email,
                subject=letter.subject[:300],
                text=letter.text,
                sent_by=user,
            )
    except IntegrityError:
        return None


def _sent(event: Event, letter: Letter, row: Mail, user: User, connection: BaseEmailBackend) -> str:
    """What went wrong; empty where nothing did."""
    try:
        _message(event, letter, user, connection).send()
    except Exception as error:  # whatever the mail server says: the others are still sent
        row.state, row.error = Mail.State.FAILED, f"{type(error).__name__}: {error}"[:1000]
        row.save(update_fields=["state", "error"])
        return row.error
    row.state = Mail.State.SENT
    row.save(update_fields=["state"])
    return ""


def _message(event: Event, letter: Letter, user: User, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    found = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[letter.speaker.email],
        reply_to=[user.email] if user.email else None,
        connection=connection,
    )
    if letter.calendar:
        text = letter.calendar.decode()
        found.attach_alternative(text, f"text/calendar; method={letter.method}")  # which mail programs read
        found.attach(CALENDAR, text, f"text/calendar; method={letter.method}")  # which people open
    return found


def past_of(event: Event) -> Mapping[str, int]:
    """How many mails of each kind were sent."""
    kinds = list(Mail.objects.filter(event=event, state=Mail.State.SENT).values_list("kind", flat=True))
    return {kind: kinds.count(kind) for kind in Mail.Kind.values}
