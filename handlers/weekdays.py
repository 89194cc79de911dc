"""Days of the week as people write them: по будням, пн-пт, on mondays, дүйсенбіден жұмаға дейін, once a week."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.schedule import EVERY_DAY, WEEKEND, WORKDAYS, Rhythm


@dataclass(frozen=True, slots=True)
class Days:
    """The days and the rhythm that were named, None where they were not, and the words left over."""

    days: int | None
    rhythm: Rhythm | None
    rest: str


_DAY = (
    r"mon(?:days?)?|понедельник\w*|пн|дүйсенбі\w*|дс",
    r"tue(?:s|sdays?)?|вторник\w*|вт|сейсенбі\w*|сс",
    r"wed(?:nesdays?)?|сред(?:а|у|ы|е|ам)|сәрсенбі\w*|ср",
    r"thu(?:rs?|rsdays?)?|четверг\w*|чт|бейсенбі\w*|бс",
    r"fri(?:days?)?|пятниц\w*|пт|жұма(?:да|дан|ға|лары)?|жм",
    r"sat(?:urdays?)?|суббот\w*|сенбі\w*|сб",
    r"sun(?:days?)?|воскресень\w*|вс|жексенбі\w*|жс",
)
"""Monday first; the abbreviations of Kazakh and Russian that are alike mean the same day."""
_SEVERAL = {
    WORKDAYS: r"weekdays?|work(?:ing)?\s*days?|будн\w+(?:\s+дн\w+)?|рабочи\w+\s+дн\w+|жұмыс\s+күн\w+",
    WEEKEND: r"weekends?|выходн\w+(?:\s+дн\w+)?|демалыс(?:\s+күн\w*)?",
}
_RHYTHMS = {
    Rhythm.WEEKLY: r"weekly(?:\s+digest)?|(?:once|one)\s+(?:a|every|per)\s+week|every\s+week|еженедельн\w*|(?:один\s+)?раз\s+в\s+неделю"
    r"|кажд\w+\s+неделю|апта\s+сайын\w*|аптасына\s+(?:бір|1)(?:\s+рет)?|апталық",
    Rhythm.DAILY: r"daily|every\s*day|each\s+day|ежедневн\w*|кажд\w+\s+день|күн\s+сайын|күнде|әр\s+күні?",
}
_BEFORE = r"(?:по|с|в|во|от|каждый|каждую|каждое|on|from|every|each|әр)\s+"
_AFTER = r"\s+(?:дейін|күн(?:і|дері|і\s+сайын|дері\s+сайын)|сайын|days?)"
_BUT = r"(?:кроме|except|but|without|без)\s+"
_BUT_BEHIND = r"\s+басқа(?:\s+күн\w*)?"
_JOINED = r"\s*(?:[-–—−,;/&+]|\b(?:to|till|until|through|and|по|до|и|және|мен|пен|бен)\b|\s)\s*"
_ONE = rf"\b(?:{'|'.join((*_DAY, *_SEVERAL.values()))})\b\.?"
_RUN = re.compile(
    rf"(?P<but>{_BUT})?(?:\b{_BEFORE})?(?P<run>{_ONE}(?:{_JOINED}{_ONE})*)(?P<behind>{_BUT_BEHIND})?(?:{_AFTER})?(?!\w)",
    re.IGNORECASE,
)
_TO = re.compile(r"[-–—−]|\b(?:to|till|until|through|по|до)\b", re.IGNORECASE)
_FROM = re.compile(r"[ндт][ае]н$", re.IGNORECASE)


def read_days_of_week(text: str) -> Days:
    """What is said about days, and the rest; nothing said gives the text as it is."""
    rhythm = None
    for named, pattern in _RHYTHMS.items():
        if match := re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE):
            rhythm, text = named, _without(match)
            break
    if match := _RUN.search(text):
        days = _mask(match["run"])
        if match["but"] or match["behind"]:
            days = EVERY_DAY & ~days
        return Days(days or None, rhythm or Rhythm.DAILY, _without(match))
    return Days(EVERY_DAY if rhythm is Rhythm.DAILY else None, rhythm, text)


def _mask(run: str) -> int:
    """The days of a run such as ``пн, ср-пт``; a range may go over Sunday."""
    mask, first, before = 0, None, 0
    for match in re.finditer(_ONE, run, re.IGNORECASE):
        word = match[0].rstrip(".")
        day = next((n for n, pattern in enumerate(_DAY) if re.fullmatch(pattern, word, re.IGNORECASE)), None)
        if day is None:
            mask |= next(days for days, pattern in _SEVERAL.items() if re.fullmatch(pattern, word, re.IGNORECASE))
        elif first is not None and (_TO.search(run[before : match.start()]) or _FROM.search(run[:before])):
            for step in range((day - first) % 7 + 1):
                mask |= 1 << (first + step) % 7
        else:
            mask |= 1 << day
        first, before = day, match.end()
    return mask


def _without(match: re.Match[str]) -> str:
    return f"{match.string[: match.start()]} {match.string[match.end() :]}"
