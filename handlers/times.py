"""Times as people write them: 9, 21.30, 9 pm, сағат 9-да, в девять утра, вечером, a place beside them; a week, 14 дней."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

from content.schedule import Rhythm
from handlers.spoken_hours import in_figures
from handlers.weekdays import read_days_of_week


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed: a time, or an impossible one with its nearest neighbours; days; the words left over (a place)."""

    at: time | None = None
    near: tuple[time, ...] = ()
    place: str = ""
    days: int | None = None
    rhythm: Rhythm | None = None


_CLOCK = re.compile(
    r"(?<![\w+\-−/.:])(?:(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{1,2})|\s*-\s*(?P<dashed>\d{2})(?!\d))?"
    r"|(?P<together>\d{3,4}))(?![\d:])(?:\s*-?\s*(?:да|де|та|те|ға|ге|қа|ке)\b)?",
    re.IGNORECASE,
)
_NAMED = {
    time(12): r"noon|midday|полдень|тал\s*түс\w*",
    time(0): r"midnight|полночь|түн\s+ортасы\w*",
}
_BEFORE_NOON = r"a\.?m\.?|утра|утром|таңғы|ертеңгі|таңертеңгі|таңертең|таңда|(?:in the )?morning"
_AFTER_NOON = r"p\.?m\.?|дня|дн[её]м|вечера|вечером|кешкі|кешке|кеште|кешкісін|түстен\s+кейін(?:гі)?|(?:in the )?(?:evening|afternoon)"
_NIGHT = r"ночи|ночью|түнгі|түнде|(?:at )?night"
_MIDDAY = r"түскі|түсте"
_HALVES = {"am": _BEFORE_NOON, "pm": _AFTER_NOON, "night": _NIGHT, "midday": _MIDDAY}
_CIVIL = {
    time(9): r"утр\w*|таңертең\w*|таңғы\w*|таңда|(?:in the )?mornings?",
    time(
        13
    ): r"дн[её]м|после\s+обеда|в\s+обед|түсте|түскі|түстен\s+кейін\w*|күндіз|(?:in the )?afternoons?|at\s+lunch\w*",
    time(20): r"вечер\w*|кешке|кешкі\w*|кеште|(?:in the )?evenings?",
    time(22): r"ночью|түнде|(?:at )?nights?",
}
"""Parts of the day that are named without a figure, and the time that each of them means."""
_FILLERS = (
    r"в|во|на|к|по|at|in|сағат\w*|часов|часа|час|ч|uhr|o’?'?clock|время|времени|уақыт\w*|бойынша|time|күн\s+сайын|сайын|"
    r"каждый\s+день|кажд(?:ый|ое|ую)|every\s+day|every|daily|the|әр"
)
_TOMORROW = (
    r"(?:starting\s+)?(?:from\s+)?tomorrow|завтра|(?:начиная\s+)?с\s+завтрашнего\s+дня|ертең|ертеңнен(?:\s+бастап)?"
)
"""Says nothing: the next one comes at the next such hour anyway."""
_COUNTED = {
    1: "a an one один одну одни бір", 2: "two два две двое екі", 3: "three три үш", 4: "four четыре төрт",
    5: "five пять бес", 6: "six шесть алты", 7: "seven семь жеті", 10: "ten десять он",
}  # fmt: skip
_UNITS = {
    1: r"d|days?|день|дня|дней|сутки|суток|күн\w*",
    7: r"w|weeks?|недел\w*|апта\w*",
    30: r"months?|месяц\w*|ай(?:ға|дай)?",
}
_DAYS = re.compile(
    rf"(?:на|for|the)?\s*(?P<number>\d{{1,4}}|{'|'.join(' '.join(_COUNTED.values()).split())})?\s*"
    rf"(?P<unit>{'|'.join(_UNITS.values())})?"
)


def read_wish(text: str) -> Wish:
    """Whatever was typed after /subscribe or in answer to “what time”; an empty Wish for nothing."""
    said = read_days_of_week(" ".join((_take(text, _TOMORROW) or text).split()))
    return replace(_time_and_place(" ".join(in_figures(said.rest).split())), days=said.days, rhythm=said.rhythm)


def _time_and_place(whole: str) -> Wish:
    words, half = whole, ""
    for name, pattern in _HALVES.items():
        if (left := _take(whole, pattern)) is not None:
            words, half = left, name
            break
    for at, pattern in _NAMED.items():
        if (left := _take(words, pattern)) is not None:
            return Wish(at, place=_place(left))
    match = _CLOCK.search(words)
    if match is None:
        return _part_of_day(whole)
    left = f"{words[: match.start()]} {words[match.end() :]}"
    hour, minute = _numbers(match)
    hour = _turned(hour, half)
    if hour == 24 and not minute:
        hour = 0
    if hour > 23 or minute > 59:
        return Wish(near=_near(hour, minute), place=_place(left))
    return Wish(time(hour, minute), place=_place(left))


def read_days(text: str) -> int | None:
    """A number of days as people write it: ``7``, ``14 дней``, ``на неделю``, ``a month``, ``екі апта``; or None."""
    match = _DAYS.fullmatch(" ".join(text.casefold().split()).strip(" .!"))
    if match is None or not (match["number"] or match["unit"]):
        return None
    number = match["number"] or "1"
    counted = int(number) if number.isdecimal() else next(n for n, said in _COUNTED.items() if number in said.split())
    length = next((days for days, unit in _UNITS.items() if re.fullmatch(unit, match["unit"] or "")), 1)
    return counted * length


def _part_of_day(words: str) -> Wish:
    """Words without a figure: a part of the day, a place, or both."""
    for at, pattern in _CIVIL.items():
        if (left := _take(words, pattern)) is not None:
            return Wish(at, place=_place(left))
    return Wish(place=_place(words))


def _numbers(match: re.Match[str]) -> tuple[int, int]:
    if together := match["together"]:
        return int(together[:-2]), int(together[-2:])
    return int(match["hour"]), int(match["minute"] or match["dashed"] or 0)


def _turned(hour: int, half: str) -> int:
    if half == "am" and hour == 12:
        return 0
    if (half == "pm" and hour < 12) or (half == "midday" and hour < 8):
        return hour + 12
    if half == "night" and (hour == 12 or 9 <= hour < 12):
        return (hour + 12) % 24
    return hour


def _near(hour: int, minute: int) -> tuple[time, ...]:
    """An impossible time carried over and cut off: 25:00 is 01:00 or 23:00, 9:75 is 10:15 or 09:59."""
    carried = (hour * 60 + minute) % (24 * 60)
    cut = time(min(hour, 23), min(minute, 59))
    return tuple(dict.fromkeys((time(*divmod(carried, 60)), cut)))


def _take(words: str, pattern: str) -> str | None:
    """The words without the pattern, or None when it is not in them; it may stand right behind a figure: 9pm."""
    match = re.search(rf"(?:(?<=\d)|(?<!\w))(?:{pattern})(?!\w)", words, re.IGNORECASE)
    return f"{words[: match.start()]} {words[match.end() :]}" if match else None


def _place(words: str) -> str:
    """What is left beside a time, as it was typed."""
    left = re.sub(rf"(?<!\w)(?:{_FILLERS})(?!\w)", " ", words, flags=re.IGNORECASE)
    return " ".join(left.strip(" ,;.").split())
