"""Lists and rows of the drafts: read, add, change, delete. What they are of, their subclasses in views.py say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError
from django.db.models import ProtectedError, QuerySet, RestrictedError
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from events import edits
from events.api.asking import PAGING, page_of, parameters
from events.desk.api import preconditions
from events.desk.api.base import Desk, Doing
from events.desk.api.problems import InTheWayError
from events.desk.api.taking import RowSerializer
from events.models import Event

SOURCE = "api"  # as the journal calls it


class About(Desk):
    """Something that has rows of one kind."""

    serializer_class: type[RowSerializer]
    filters: tuple[Any, ...] = ()

    def get_serializer_class(self) -> type[RowSerializer]:
        return self.serializer_class

    def rows(self, **where: Any) -> QuerySet[Any]:
        """Those that this token reaches at this address; what one of them needs to be said, with them."""
        raise NotImplementedError

    def context(self, **where: Any) -> dict[str, Any]:
        return {"event": getattr(self, "event", None)}

    def journal(self) -> Event | None:
        """The event whose rows are written; None for people only."""
        return getattr(self, "event", None)

    def recording(self, **more: Any) -> Any:
        return edits.recording(self.journal(), self.request.user, source=SOURCE, **more)

    def say(self, row: Any, **where: Any) -> dict[str, Any]:
        return dict(self.serializer_class(row, context=self.context(**where)).data)

    def put_in(self, serializer: RowSerializer) -> Any:
        try:
            return serializer.save()
        except IntegrityError as error:
            raise InTheWayError(f"The drafts cannot hold this beside what is there: {error}") from error


class Rows(About, Doing):
    """A list, and adding to it."""

    is_list = True

    def get(self, request: Request, **where: Any) -> Response:
        asked = parameters(request, (*(each.name for each in self.filters), *PAGING))
        serializer = self.serializer_class(context=self.context(**where))
        found = self.chosen(self.rows(**where), asked)
        page = page_of(request, asked, Counted(found), serializer.to_representation)
        return preconditions.answer(request, {**page, "results": list(page["results"])})

    def chosen(self, rows: QuerySet[Any], asked: dict[str, str]) -> QuerySet[Any]:
        return rows

    def fixed(self, **where: Any) -> dict[str, Any]:
        """What the address says of a new row."""
        return {"event": self.event}

    def do(self, request: Request, **where: Any) -> Response:
        with self.recording() as made:
            context = {**self.context(**where), "fixed": self.fixed(**where)}
            serializer = self.serializer_class(data=request.data, context=context)
            serializer.is_valid(raise_exception=True)
            self.added(row := self.put_in(serializer), made)
        said = self.say(row, **where)
        return preconditions.answer(request, said, 201, Location=said["url"])

    def added(self, row: Any, made: Any) -> None:
        """What comes with a new row."""


class Row(About):
    """One row. Whoever changes it has read it as it is at that moment."""

    names: dict[str, str] = {}  # part of the address: the row's field

    def get(self, request: Request, **where: Any) -> Response:
        parameters(request, ())
        return preconditions.answer(request, self.say(self.found(**where), **where))

    def put(self, request: Request, **where: Any) -> Response:
        return self._change(request, where, partial=False)

    def patch(self, request: Request, **where: Any) -> Response:
        return self._change(request, where, partial=True)

    def delete(self, request: Request, **where: Any) -> Response:
        with self.recording(**self.recorded(**where)):
            row = self.found(**where)
            preconditions.match_or_refuse(request, self.say(row, **where), f"this {self.thing}")
            self.refuse_change(row)
            try:
                self.remove(row)
            except (ProtectedError, RestrictedError) as error:
                raise InTheWayError(_in_the_way(row, error)) from error
        return Response(status=204)

    def found(self, **where: Any) -> Any:
        found = self.rows(**where).filter(**{field: where[name] for name, field in self.names.items()}).first()
        if found is None:
            raise Http404(f"There is no such {self.thing} here that this token reaches.")
        return found

    def recorded(self, **where: Any) -> dict[str, Any]:
        """What the journal is to watch beside the event."""
        return {}

    def refuse_change(self, row: Any) -> None:
        """Raises PermissionDenied for a row that is not this person's to change."""

    def not_theirs(self, row: Any) -> dict[str, list[str]]:
        """What of the changed row, not saved yet, this person may not set so: why, by field."""
        return {}

    def remove(self, row: Any) -> None:
        row.delete()

    def keep(self, serializer: RowSerializer) -> Any:
        return self.put_in(serializer)

    def _change(self, request: Request, where: dict[str, Any], *, partial: bool) -> Response:
        with self.recording(**self.recorded(**where)):
            row, context = self.found(**where), {**self.context(**where), "not_theirs": self.not_theirs}
            preconditions.match_or_refuse(request, self.say(row, **where), f"this {self.thing}")
            self.refuse_change(row)
            serializer = self.serializer_class(row, data=request.data, partial=partial, context=context)
            serializer.is_valid(raise_exception=True)
            row = self.keep(serializer)
        return preconditions.answer(request, self.say(self.again(row), **where))

    def again(self, row: Any) -> Any:
        """As it is kept, with what hangs on it."""
        return type(row)._default_manager.get(pk=row.pk)


class Counted(Sequence[Any]):
    """Rows that are counted by the database and read a page at a time."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.rows, self.count_of_all = rows, rows.count()

    def __len__(self) -> int:
        return self.count_of_all

    def __getitem__(self, wanted: Any) -> Any:
        return self.rows[wanted]


def _in_the_way(row: Any, error: ProtectedError | RestrictedError) -> str:
    others = [f"“{other}”" for other in list(error.args[1])]
    more = f" and {len(others) - 5} more" if len(others) > 5 else ""
    return f"“{row}” is needed by {', '.join(others[:5])}{more}. Change that first."
