"""The words for time zones. Data only."""

from __future__ import annotations

# What stands after a time and names its zone, with the IANA name that is most likely meant.
ZONES = {
    "ET": "America/Toronto or America/New_York", "EST": "America/Toronto or America/New_York",
    "EDT": "America/Toronto or America/New_York", "CT": "America/Chicago", "CDT": "America/Chicago",
    "MT": "America/Denver", "MST": "America/Denver", "MDT": "America/Denver", "PT": "America/Los_Angeles",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "AT": "America/Halifax", "ADT": "America/Halifax",
    "NST": "America/St_Johns", "NDT": "America/St_Johns", "CET": "Europe/Paris or Europe/Berlin",
    "CEST": "Europe/Paris or Europe/Berlin", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin", "HNE": "America/Toronto",
    "HAE": "America/Toronto", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon", "BST": "Europe/London",
    "GMT": "Europe/London or UTC", "UTC": "UTC", "EET": "Europe/Athens", "EEST": "Europe/Athens",
    "MSK": "Europe/Moscow", "TRT": "Europe/Istanbul", "AST": "Asia/Riyadh or America/Halifax", "GST": "Asia/Dubai",
    "IST": "Asia/Kolkata, Asia/Jerusalem or Europe/Dublin", "IDT": "Asia/Jerusalem", "EAT": "Africa/Nairobi",
    "CAT": "Africa/Maputo", "WAT": "Africa/Lagos", "SAST": "Africa/Johannesburg", "PKT": "Asia/Karachi",
    "SGT": "Asia/Singapore", "HKT": "Asia/Hong_Kong", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
    "BRT": "America/Sao_Paulo", "ART": "America/Argentina/Buenos_Aires", "CST": "America/Chicago or Asia/Shanghai",
}  # fmt: skip
# Before “time”: that it is no zone but what happens then.
NOT_A_ZONE = {
    "free", "prayer", "tea", "coffee", "question", "questions", "drafting", "break", "lunch", "reading",
    "quiet", "story", "play", "travel", "reflection", "networking", "discussion", "social", "down", "show",
    "spare", "writing", "working", "leisure", "recess", "testing", "dinner", "group", "family", "easter",
}  # fmt: skip
# Of the names that say whether it is summer: minutes from UTC.
ZONE_OFFSETS = {
    "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "ADT": -180, "NST": -210,
    "NDT": -150, "HNE": -300, "HAE": -240, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "WET": 0, "WEST": 60,
    "BST": 60, "GMT": 0, "UTC": 0, "EET": 120, "EEST": 180, "IDT": 180, "AEST": 600, "AEDT": 660, "NZST": 720,
    "NZDT": 780,
}  # fmt: skip
ZONE_NAMES = {
    "eastern": ZONES["ET"], "central": ZONES["CT"], "mountain": ZONES["MT"], "pacific": ZONES["PT"],
    "atlantic": ZONES["AT"], "central european": ZONES["CET"],
}  # fmt: skip
# Of the zone database: where the last part of a zone's name is a city or an island.
AREAS = {
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
}  # fmt: skip
# Cities, as people write them beside a time.
CITIES = {
    city.replace("_", " "): f"{area}/{city}"
    for area, names in {
        "Europe": "Amsterdam Athens Berlin Brussels Bucharest Budapest Copenhagen Dublin Helsinki Istanbul Kyiv Lisbon "
        "London Madrid Moscow Oslo Paris Prague Riga Rome Sofia Stockholm Tallinn Vienna Vilnius Warsaw Zurich",
        "America": "New_York Chicago Denver Los_Angeles Toronto Vancouver Halifax Winnipeg Edmonton Mexico_City Bogota "
        "Lima Santiago Sao_Paulo Caracas Havana",
        "Asia": "Tokyo Seoul Shanghai Hong_Kong Singapore Bangkok Jakarta Manila Kolkata Karachi Dhaka Dubai Tehran "
        "Riyadh Jerusalem Beirut Kathmandu Colombo Kuala_Lumpur Tashkent",
        "Africa": "Cairo Nairobi Lagos Johannesburg Accra Dakar Tunis Algiers Casablanca Kampala Kigali",
        "Australia": "Sydney Melbourne Brisbane Perth Adelaide",
        "Pacific": "Auckland Honolulu",
    }.items()
    for city in names.split()
} | {
    "Geneva": "Europe/Zurich", "Genève": "Europe/Zurich", "Bern": "Europe/Zurich", "Washington": "America/New_York",
    "Washington DC": "America/New_York", "Boston": "America/New_York", "Miami": "America/New_York",
    "Montreal": "America/Toronto", "Montréal": "America/Toronto", "Ottawa": "America/Toronto",
    "San Francisco": "America/Los_Angeles", "Seattle": "America/Los_Angeles", "Beijing": "Asia/Shanghai",
    "Delhi": "Asia/Kolkata", "New Delhi": "Asia/Kolkata", "Mumbai": "Asia/Kolkata", "Abuja": "Africa/Lagos",
    "Cape Town": "Africa/Johannesburg", "Pretoria": "Africa/Johannesburg", "Addis Ababa": "Africa/Addis_Ababa",
    "São Paulo": "America/Sao_Paulo", "Brasília": "America/Sao_Paulo", "Buenos Aires": "America/Argentina/Buenos_Aires",
    "Frankfurt": "Europe/Berlin", "Bonn": "Europe/Berlin", "Munich": "Europe/Berlin", "Bruxelles": "Europe/Brussels",
    "Roma": "Europe/Rome", "Wien": "Europe/Vienna", "Kiev": "Europe/Kyiv", "Canberra": "Australia/Sydney",
    "Wellington": "Pacific/Auckland", "Hanoi": "Asia/Ho_Chi_Minh", "Abu Dhabi": "Asia/Dubai",
}  # fmt: skip
