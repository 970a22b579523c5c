"""The desk's own pages, beside those that the admin makes of the models."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from events.desk import (
    board,
    bulk,
    checking,
    confirming,
    downloading,
    duplicating,
    history,
    importing,
    late,
    mailing,
    members,
    overview,
    personal,
    photos,
    publishing_urls,
    same,
    sheets,
    tokens,
    undoing,
    webhooks,
    why,
)


def desk_urls(site: AdminSite) -> list[URLPattern]:
    view, event = site.admin_view, "events/event/<int:event>/"
    run, two = f"{event}imports/<int:run>/", "speakers/same/<int:one>/<int:other>/"
    return [
        path(f"{event}overview/", view(overview.overview), name="event_overview"),
        path(f"{event}members/", view(members.members), name="event_members"),
        path(f"{event}members/<int:invitation>/revoke/", view(members.revoke), name="invitation_revoke"),
        path(f"{event}duplicate/", view(duplicating.copy), name="event_duplicate"),
        path(f"{event}sheets/", view(sheets.sheets), name="event_sheets"),
        path(f"{event}sheets/download/", view(sheets.give), name="event_sheet"),
        path(f"{event}bulk/<str:kind>/", view(bulk.many), name="event_bulk"),
        path(f"{event}timetable/", view(board.timetable), name="event_timetable"),
        path(f"{event}timetable/move/", view(board.move), name="event_board_move"),
        path(f"{event}timetable/swap/", view(board.swap), name="event_board_swap"),
        path(f"{event}timetable/turn/", view(board.turn), name="event_board_turn"),
        path(f"{event}late/", view(late.late), name="event_late"),
        path(f"{event}history/", view(history.event_history), name="event_history"),
        path(f"{event}history/<int:edit>/", view(history.event_edit), name="event_edit"),
        path(f"{event}panels/<int:panel>/why/", view(why.panel), name="panel_why"),
        path("speakers/<int:speaker>/why/", view(why.speaker), name="speaker_why"),
        path("edits/<int:edit>/undo/", view(history.undo), name="edit_undo"),
        path("edits/<int:edit>/redo/", view(history.redo), name="edit_redo"),
        path(f"{event}checks/", view(checking.findings), name="event_checks"),
        path(f"{event}checks/accept/", view(checking.accept), name="event_checks_accept"),
        path(f"{event}checks/accepted/<int:accepted>/", view(checking.reopen), name="event_checks_reopen"),
        path(f"{event}programme.<str:form>", view(downloading.download), name="event_download"),
        path(f"{event}import/", view(importing.upload), name="import_upload"),
        path(run, view(importing.review), name="import_review"),
        path(f"{run}answer/", view(importing.answer), name="import_answer"),
        path(f"{run}apply/", view(importing.apply), name="import_apply"),
        path(f"{run}document/", view(importing.document), name="import_document"),
        path(f"{run}undo/", view(undoing.undo), name="import_undo"),
        *publishing_urls.publishing_urls(view, event),
        *confirming.urls(view, event),
        *mailing.urls(view, event),
        *photos.urls(view),
        path("speakers/<int:speaker>/data/", view(personal.data), name="personal_data"),
        path("speakers/<int:speaker>/data.zip", view(personal.download), name="personal_download"),
        path("speakers/same/", view(same.same_person), name="same_person"),
        path(two, view(same.merge), name="merge_speakers"),
        path(f"{two}not/", view(same.not_same), name="not_same_person"),
        path(f"{event}webhooks/", view(webhooks.webhooks), name="event_webhooks"),
        path(f"{event}webhooks/<int:webhook>/test/", view(webhooks.test), name="event_webhook_test"),
        path(f"{event}webhooks/<int:webhook>/remove/", view(webhooks.remove), name="event_webhook_remove"),
        path(f"{event}webhooks/messages/<int:message>/again/", view(webhooks.again), name="event_webhook_again"),
        path("tokens/", view(tokens.tokens), name="api_tokens"),
        path("tokens/<int:token>/revoke/", view(tokens.revoke), name="api_token_revoke"),
        path("speakers/merges/<int:record>/", view(same.take_apart), name="take_apart"),
    ]
