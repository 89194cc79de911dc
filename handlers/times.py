"""Times of day as people write them: 9, 9:00, 21.30, 9 pm, сағат 9-да, в 9 утра, with a place beside them or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed: a time, or an impossible one with its nearest neighbours, and the words left over (a place)."""

    at: time | None = None
    near: tuple[time, ...] = ()
    place: str = ""


_CLOCK = re.compile(
    r"(?<![\w+\-−/.:])(?:(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{1,2})|\s*-\s*(?P<dashed>\d{2})(?!\d))?"
    r"|(?P<together>\d{3,4}))(?![\d:])(?:\s*-?\s*(?:да|де|та|те|ға|ге|қа|ке)\b)?"
)
_NAMED = {
    time(12): r"noon|midday|полдень|тал\s*түс\w*|түсте",
    time(0): r"midnight|полночь|түн\s+ортасы\w*",
}
_BEFORE_NOON = r"a\.?m\.?|утра|утром|таңғы|таңертеңгі|таңертең|таңда|(?:in the )?morning"
_AFTER_NOON = r"p\.?m\.?|дня|днем|вечера|вечером|кешкі|кешке|кеште|кешкісін|түстен\s+кейін(?:гі)?|(?:in the )?(?:evening|afternoon)"
_NIGHT = r"ночи|ночью|түнгі|түнде|(?:at )?night"
_HALVES = {"am": _BEFORE_NOON, "pm": _AFTER_NOON, "night": _NIGHT}
_FILLERS = (
    r"в|во|на|к|по|at|in|сағат\w*|часов|часа|час|ч|uhr|o’?'?clock|время|времени|уақыт\w*|бойынша|time|күн\s+сайын|"
    r"каждый\s+день|every\s+day|daily|the"
)


def read_wish(text: str) -> Wish:
    """Whatever was typed after /subscribe or in answer to “what time”; an empty Wish for nothing."""
    whole = " ".join(text.casefold().replace("ё", "е").split())
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
        return Wish(place=_place(words))
    left = f"{words[: match.start()]} {words[match.end() :]}"
    hour, minute = _numbers(match)
    hour = _turned(hour, half)
    if hour == 24 and not minute:
        hour = 0
    if hour > 23 or minute > 59:
        return Wish(near=_near(hour, minute), place=_place(left))
    return Wish(time(hour, minute), place=_place(left))


def _numbers(match: re.Match[str]) -> tuple[int, int]:
    if together := match["together"]:
        return int(together[:-2]), int(together[-2:])
    return int(match["hour"]), int(match["minute"] or match["dashed"] or 0)


def _turned(hour: int, half: str) -> int:
    if half == "am" and hour == 12:
        return 0
    if half == "pm" and hour < 12:
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
    match = re.search(rf"(?:(?<=\d)|(?<!\w))(?:{pattern})(?!\w)", words)
    return f"{words[: match.start()]} {words[match.end() :]}" if match else None


def _place(words: str) -> str:
    return " ".join(re.sub(rf"(?<!\w)(?:{_FILLERS})(?!\w)", " ", words).strip(" ,;.").split())
