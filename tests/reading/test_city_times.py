"""Cities in their own and other languages, as documents say that their times are theirs."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from programme.reading import Options, read
from programme.reading.city_words import OTHER_NAMES
from programme.reading.head import zone_in
from programme.reading.zone_names import cities, read_zone, zone_hint


@pytest.mark.parametrize(
    ("line", "written", "zone"),
    [
        ("Todos os horários: hora de Lisboa", "hora de Lisboa", "Europe/Lisbon"),
        ("Hora local (Lisboa)", "Hora local (Lisboa)", "Europe/Lisbon"),
        ("Todos os horários são locais (Lisboa).", "locais (Lisboa)", "Europe/Lisbon"),
        ("Lisboa (hora local)", "Lisboa (hora local)", "Europe/Lisbon"),
        ("Horários (Lisboa)", "Horários (Lisboa)", "Europe/Lisbon"),
        ("Horário de Lisboa", "Horário de Lisboa", "Europe/Lisbon"),
        ("Las horas son hora de Quito.", "hora de Quito", "America/Guayaquil"),
        ("hora de la Ciudad de México", "hora de la Ciudad de México", "America/Mexico_City"),
        ("Hora de Nova Iorque", "Hora de Nova Iorque", "America/New_York"),
        ("heure du Caire", "heure du Caire", "Africa/Cairo"),
        ("Tous les horaires : heure de Genève", "heure de Genève", "Europe/Zurich"),
        ("ora di Milano", "ora di Milano", "Europe/Rome"),
        ("Alle Zeiten in Berliner Zeit.", "Berliner Zeit", "Europe/Berlin"),
        ("Wiener Zeit", "Wiener Zeit", "Europe/Vienna"),
        ("Münchner Ortszeit", "Münchner Ortszeit", "Europe/Berlin"),
        ("Zeitzone: Berlin", "Zeitzone: Berlin", "Europe/Berlin"),
        ("Alle Zeiten sind Ortszeit (Den Haag)", "Ortszeit (Den Haag)", "Europe/Amsterdam"),
        ("Lisbon time", "Lisbon time", "Europe/Lisbon"),
        ("Times (Lisbon / New York)", "", ""),
        ("In unserer Zeit", "", ""),
        ("Die Berliner Zeit des Dichters war lang", "", ""),
    ],
)
def test_a_line_tells_the_zone_by_a_city_of_its_language(line: str, written: str, zone: str) -> None:
    assert zone_in(line) == (written, zone)


def test_beside_a_time_too() -> None:
    told = {text: zone_hint(read_zone(text)) for text in ("Berliner Zeit", "hora de Lisboa", "Unserer Zeit")}
    assert told == {"Berliner Zeit": "Europe/Berlin", "hora de Lisboa": "Europe/Lisbon", "Unserer Zeit": ""}
    found = read("10:00–11:00 Unserer Zeit voraus\nAnn Lee, Acme\n\n11:00–12:00 Hora de Poesia\n".encode(), Options())
    assert [panel.title for panel in found.programme.panels] == ["Unserer Zeit voraus", "Hora de Poesia"]


def test_every_other_name_is_of_a_zone_and_takes_none_from_another_city() -> None:
    assert set(OTHER_NAMES.values()) <= available_timezones()
    assert [name for name, zone in OTHER_NAMES.items() if cities()[name] != zone] == []
