"""A city, an IANA name or an offset, as people type it, becomes a time zone; what is not one gets the nearest ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from content.model import Locale
from handlers.cities import City, cities

SURE = 80
"""Likeness (of 100) from which a word with the same first letter is taken for a city: a case ending or one typo."""
WORTH_NAMING = 80
"""Likeness from which an IANA name is offered before our own cities."""
LONG = 8
"""Letters from which a city’s name may have two slips."""
NEAR = 45
OFFERED = 3

_AROUND = re.compile(
    r"\b(?:қала\w*|қ|облыс\w*|обл|өңір\w*|город\w*|гор|г|област\w*|city|region|oblast|province|of|the)\b"
)
"""What people say beside a name: a city, or a region, which keeps the time of its centre."""
_OFFSET = re.compile(
    r"(?:(?:utc|gmt|гмт)\s*(?P<sign>[+\-−–]?)|(?P<alone>[+\-−–]))\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?"
)
_POSIX = re.compile(r"etc/(?:gmt|utc)([+\-])(\d{1,2})")
_UNEVEN = {
    "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul",
    "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon",
    "+8:45": "Australia/Eucla",
    "+9:30": "Australia/Darwin",
    "-9:30": "Pacific/Marquesas",
}
"""Offsets that are no whole hours, with a place that keeps each of them all year."""
_SHARED = {
    "Asia/Almaty": {Locale.KK: "Алматы, Астана", Locale.RU: "Алматы, Астана", Locale.EN: "Almaty, Astana"},
}


@dataclass(frozen=True, slots=True)
class Place:
    """A zone and what to call it on a button."""

    zone: str
    name: str


def find_zone(words: str, locale: Locale) -> Place | None:
    """The zone that is surely meant, or None."""
    wanted, bare = _fold(words), words.strip().casefold()
    if not wanted:
        return None
    if match := _OFFSET.fullmatch(bare):
        return _offset(match["sign"] or match["alone"] or "+", int(match["hours"]), int(match["minutes"] or 0))
    if match := _POSIX.fullmatch(bare):
        return _offset("-" if match[1] == "+" else "+", int(match[2]))  # POSIX counts the other way round
    name = " ".join(_AROUND.sub(" ", wanted).split())
    place = _spellings(locale).get(wanted) or _spellings(locale).get(name)
    return place or (_close(name, locale) if name else None)


def _close(wanted: str, locale: Locale) -> Place | None:
    """A city of ours with a case ending or a typo; of the many IANA names each is near some other word."""
    known = _spellings(locale)
    alike = [name for name in _ours() if name[0] == wanted[0]]
    found = process.extract(wanted, alike, scorer=fuzz.ratio, score_cutoff=SURE, limit=OFFERED)
    slips, name = min(((OSA.distance(wanted, name), name) for name, _, _ in found), default=(len(wanted), ""))
    if len(wanted) > 3 and slips <= (1 if len(wanted) < LONG else 2):
        return known[name]
    for name in sorted(alike, key=len, reverse=True):  # a long case ending
        if len(name) >= 4 and wanted.startswith(name) and len(wanted) - len(name) <= 4:
            return known[name]
    return None


def near_zones(words: str, locale: Locale) -> tuple[Place, ...]:
    """The zones whose names look most like the words; Kazakhstan’s cities when nothing does."""
    wanted, known = _fold(words), _spellings(locale)
    ours = _ours()
    found = process.extract(wanted, known.keys(), scorer=fuzz.ratio, limit=1, score_cutoff=WORTH_NAMING)
    found += process.extract(wanted, ours, scorer=fuzz.ratio, limit=12, score_cutoff=NEAR)
    places = [known[name] for name, _, _ in found] + [Place(c.zone, c.names[locale]) for c in cities()]
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.zone, place)
    return tuple(first.values())[:OFFERED]


def zone_name(zone: str, locale: Locale) -> str:
    """What a reader calls a zone: its cities, else the end of its IANA name."""
    if zone in _SHARED:
        return _SHARED[zone][locale]
    city = next((city for city in cities() if city.zone == zone), None)
    if city:
        return city.names[locale]
    if match := re.fullmatch(r"Etc/GMT([+-])(\d+)", zone):
        return f"UTC{'−' if match[1] == '+' else '+'}{match[2]}"
    return zone.rpartition("/")[2].replace("_", " ")


def offset_name(moment: datetime) -> str:
    """``UTC+5``, ``UTC−3:30``: the offset in force at that moment."""
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")


@cache
def _spellings(locale: Locale) -> dict[str, Place]:
    """Every spelling we know; cities win over IANA names."""
    made: dict[str, Place] = {}
    for city in cities():
        for spelling in _all_names(city):
            made.setdefault(_fold(spelling), Place(city.zone, city.names[locale]))
    for zone in sorted(available_timezones()):
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix/", "right/")):
            place = Place(zone, zone_name(zone, locale))
            made.setdefault(_fold(zone), place)
            made.setdefault(_fold(zone.rpartition("/")[2]), place)
    made["utc"] = made["gmt"] = Place("Etc/UTC", "UTC")
    return made


@cache
def _ours() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_fold(name) for city in cities() for name in _all_names(city)))


def _all_names(city: City) -> list[str]:
    return [*city.names.values(), *city.others]


def _offset(sign: str, hours: int, minutes: int = 0) -> Place | None:
    ahead = sign == "+"
    name = f"{hours}:{minutes:02d}" if minutes else str(hours)
    shown = f"UTC{'+' if ahead else '−'}{name}"
    if minutes:
        zone = _UNEVEN.get(f"{'+' if ahead else '-'}{name}")
        return Place(zone, shown) if zone else None
    if hours > (14 if ahead else 12):
        return None
    zone = f"Etc/GMT{'-' if ahead else '+'}{hours}" if hours else "Etc/UTC"  # POSIX counts the other way round
    ZoneInfo(zone)
    return Place(zone, shown)


def _fold(words: str) -> str:
    bare = words.strip().casefold().replace("ё", "е")
    return bare if bare[:1] in ("+", "-", "−") else re.sub(r"[\s_\-’'.,]+", " ", bare).strip()
