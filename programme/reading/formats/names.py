"""What the fields of a session are called in schedule.xml, schedule.json and lists of sessions. Data only.

Names are paths below the session, “/” between their parts and “@” before an attribute.
"""

from __future__ import annotations

_PERSON = ("persons/person", "persons", "speakers", "speaker", "presenters", "people", "hosts")
_BILLINGS = ("tagLine", "affiliation", "organization", "company", "billing")
_LINKS = ("links", "links/link", "attachments", "attachments/attachment", "resources")

USES: dict[str, str] = {
    "title": "title",
    "name": "title",
    "convenor/number": "number",
    "convenor/uid": "uid",
    "date": "date",
    "start": "start",
    "startsAt": "start",
    "start_time": "start",
    "slot/start": "start",
    "end": "end",
    "endsAt": "end",
    "end_time": "end",
    "slot/end": "end",
    "duration": "duration",
    "room": "room",
    "room/name": "room",
    "slot/room": "room",
    "slot/room/name": "room",
    "location": "room",
    "track": "track",
    "track/name": "track",
    "type": "kind",
    "submission_type": "kind",
    "submission_type/name": "kind",
    "session_type": "kind",
    "language": "language",
    "content_locale": "language",
    "status": "status",
    "state": "status",
    "subtitle": "subtitle",
    "abstract": "abstract",
    "description": "description",
    "@guid": "guid",
    "guid": "guid",
    "@id": "id",
    "id": "id",
    "url": "link",
    "video_download_url": "link",
    "liveUrl": "link",
    "recordingUrl": "link",
    "recording/link": "link",
    **dict.fromkeys(_PERSON, "person"),
    **{f"{of}/{name}": "person" for of in _PERSON for name in ("public_name", "name", "full_public_name", "fullName")},
    **{
        f"{of}/{name}": "billing"
        for of in _PERSON
        for name in ("tagLine", "affiliation", "organization", "company", "billing")
    },
    **{f"{of}/role": "role" for of in _PERSON},
    **{f"{of}/paper": "paper" for of in _PERSON},
    **{f"{of}@role": "role" for of in _PERSON},
    **dict.fromkeys(("links/link@href", "attachments/attachment@href"), "link"),
    **{f"{of}/{name}": "link" for of in _LINKS for name in ("url", "href", "link", "resource")},
    **dict.fromkeys(("links/link", "attachments/attachment"), "link-label"),
    **{f"{of}/{name}": "link-label" for of in _LINKS for name in ("title", "name", "description", "label")},
    **{f"{of}@type": "link-kind" for of in _LINKS},
    **{f"{of}/{name}": "link-kind" for of in _LINKS for name in ("type", "rel")},
}

# What a session's fields say to programs, or to the organisers only.
OUTSIDE_NAMES = frozenset(
    [
        "@code",
        "code",
        "slug",
        "logo",
        "image",
        "feedback_url",
        "origin_url",
        "evaluation_url",
        "recording",
        "recording/license",
        "recording/optout",
        "recording/url",
        "recording_license",
        "license",
        "optout",
        "do_not_record",
        "do_not_stream",
        "do_not_feature",
        "answers",
        "notes",
        "internal_notes",
        "tags",
        "tag",
        "created",
        "updated",
        "pending_state",
        "submission_type_id",
        "track_id",
        "is_featured",
        "isServiceSession",
        "isPlenumSession",
        "isInformed",
        "isConfirmed",
        "roomId",
        "slot/room_id",
        "slot_count",
        "version",
        "@version",
        "expanded_url",
        "conflict_of_interest",
        "invitation_token",
        "event_id",
        "index",
        "day_index",
        "video_logo",
        "comment",
        "comments",
        "contact/name",
        "language_code",
        "stream",
        "stream_id",
        "submission_type/id",
        "track/id",
        "track/color",
        "track/slug",
        "room/id",
        "room/guid",
        "room/slug",
        "room/description",
        "links/link@service",
        "links/service",
        "comment@id",
        "uid",
        "persons/person@id",
        "persons/person@guid",
        "persons/person@code",
        "persons/person@url",
        "persons/person@slug",
    ]
)
OURS = "convenor"  # above the fields of our own programme.json that are called so nowhere else
PERSON_PARTS = tuple(f"{of}{mark}" for of in _PERSON for mark in "/@")
# Everything below these: about a person apart from their part, or kept for the organisers.
BELOW = (
    tuple(
        f"{of}{mark}"
        for of in ("answers", "tags", "recording", "categories", "questionAnswers", "comments", OURS)
        for mark in "/@"
    )
    + PERSON_PARTS
)
