"""A forum whose programme is in Arabic: two days, three rooms, people and abstracts in Arabic and a few in English."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from programme.model import Appearance, Day, Panel, Programme, Release, Room, Speaker, When
from tests.builders import make_event

FIRST = date(2026, 5, 12)
TITLE = "منتدى الموانئ العربية ٢٠٢٦"
OPENING = "كلمة الافتتاح"
MEDITERRANEAN = "مستقبل الموانئ في البحر المتوسط"
ABSTRACT = (
    "كيف تتكيف الموانئ مع تغير المناخ، ومن يدفع ثمن ذلك؟ تبحث الجلسة في ارتفاع مستوى البحر، وفي الأرصفة التي بنيت"
    " لقرن مضى، وفي التأمين وسلاسل الإمداد. وتعرض تجارب من طنجة وبورسعيد وبيروت، وتقارن بينها.\n\n"
    "- ارتفاع مستوى البحر حتى عام 2050\n- كلفة الأرصفة الجديدة (IPCC AR6)\n\nThe session is interpreted."
)
PEOPLE = {
    "layla": ("ليلى حداد", "رئيسة معهد الموانئ"),
    "samer": ("سامر الخوري", "جامعة بيروت العربية"),
    "nadia": ("نادية منصور", "وزيرة النقل السابقة"),
    "youssef": ("يوسف بن علي", "مدير ميناء طنجة المتوسط"),
    "rim": ("ريم القاسم", "البنك الدولي"),
    "omar": ("عمر الفاسي", "مركز الرباط للدراسات"),
    "anne": ("Anne Lindqvist", "Port of Gothenburg"),
}
ROOMS = {"great": "القاعة الكبرى", "tangier": "قاعة طنجة", "beirut": "قاعة بيروت"}
# day, start, end, room, title, abstract, who (the first moderates); no room: the whole house
PANELS: tuple[tuple[int, time, time, str, str, str, str], ...] = (
    (0, time(9), time(9, 30), "", "التسجيل والقهوة", "", ""),
    (0, time(9, 30), time(10), "great", OPENING, "", "layla"),
    (0, time(10), time(11, 15), "great", MEDITERRANEAN, ABSTRACT, "samer nadia youssef anne"),
    (0, time(10), time(11, 15), "tangier", "Ports and the law of the sea", "Who owns the quay?", "anne omar"),
    (0, time(10), time(11, 15), "beirut", "تدريب الملاحين الشباب", "", "rim"),
    (0, time(11, 15), time(11, 30), "", "استراحة", "", ""),
    (0, time(11, 30), time(12, 45), "great", "طرق التجارة الجديدة", "من الخليج إلى المتوسط.", "rim omar youssef"),
    (0, time(11, 30), time(12, 45), "tangier", "الموانئ الخضراء: هل هي ممكنة؟", "", "nadia layla"),
    (1, time(9), time(10, 30), "great", "التأمين البحري", "", "omar samer"),
    (1, time(10, 30), time(12), "great", "الجلسة الختامية", "", "layla nadia"),
)


def arabic() -> Release:
    used = {name for *_rest, who in PANELS for name in who.split()}
    programme = Programme(
        replace(
            make_event(title=TITLE, slug="ports-2026", timezone="Asia/Beirut", languages=()),
            organiser="معهد الموانئ العربية",
            venue="فندق البحر، بيروت",
            about="يجمع المنتدى من يبنون الموانئ ومن يديرونها.",
            contact="ports@example.org",
        ),
        days=(Day(FIRST, "البحر والمناخ"), Day(FIRST + timedelta(days=1))),
        rooms=tuple(Room(uid, name, slug=uid) for uid, name in ROOMS.items()),
        speakers=tuple(Speaker(uid, PEOPLE[uid][0], slug=uid) for uid in PEOPLE if uid in used),
        panels=tuple(_panel(number, *facts) for number, facts in enumerate(PANELS, 1)),
    )
    return Release(3, datetime(2026, 4, 1, 9, tzinfo=UTC), programme)


def _panel(number: int, day: int, start: time, end: time, room: str, title: str, abstract: str, who: str) -> Panel:
    people = who.split()
    roles = ("moderator" if len(people) > 1 else "speaker", *["speaker"] * len(people))
    return Panel(
        f"00000000-0000-4000-8000-{number:012}",
        title,
        number=str(number) if len(people) > 1 else "",
        abstract=abstract,
        when=When(FIRST + timedelta(days=day), start, end),
        room=room,
        people=tuple(Appearance(uid, role, PEOPLE[uid][1]) for uid, role in zip(people, roles)),
        slug=f"panel-{number}",
        changed=datetime(2026, 3, 1, tzinfo=UTC),
    )
