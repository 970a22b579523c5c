"""What is found below one heading."""

from __future__ import annotations

from dataclasses import dataclass, field

from programme.model import Link, Role
from programme.reading.people import Person


@dataclass(slots=True)
class Body:
    """The lines below one heading, each with its use; `open`, `nameless` and `broken` are line numbers to note."""

    uses: dict[int, str] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    abstract: str = ""
    room: str = ""
    track: str = ""
    language: str = ""
    links: list[Link] = field(default_factory=list)
    cancelled: bool = False
    two_lines: list[int] = field(default_factory=list)  # numbers of lines with the role of who stands above
    open: list[int] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)

    def say_of_last(
        self, *, billing: str = "", joint: str = " ", role: Role | None = None, paper: str | None = None
    ) -> None:
        """Adds to what is said of the last person."""
        last = self.people[-1]
        said = f"{last.billing}{joint}{billing}" if last.billing and billing else last.billing or billing
        self.people[-1] = last._replace(
            billing=said, role=role or last.role, paper=last.paper if paper is None else paper
        )
