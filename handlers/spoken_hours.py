"""Hours said in words become figures: кешкі сегіз is кешкі 8, половина девятого is 8:30, half past nine is 9:30."""

from __future__ import annotations

import re

from content.grammar.romanised import is_latin
from content.grammar.spelled import is_shared, numeral

_WORD = re.compile(r"[^\W\d_]+")
_CASE = re.compile(r"(?:да|де|та|те|ға|ге|қа|ке|da|de|ta|te)$")
_LONGEST = 3
_BETWEEN = re.compile(r"[\s-]+")
_HALF = "half"
"""“Half nine” is half past eight to some and half past nine to others: it is left as it is."""


def _apart(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w:.])(?:{pattern})(?!\w)", re.IGNORECASE)


_HOUR = r"(?P<hour>\d{1,2})(?![\d:.])"
_SHIFTS = (
    (_apart(rf"half\s+past\s+{_HOUR}"), 30),
    (_apart(rf"(?:an?\s+)?quarter\s+past\s+{_HOUR}"), 15),
    (_apart(rf"(?:an?\s+)?quarter\s+to\s+{_HOUR}"), -15),
    (_apart(rf"без\s+четверти\s+{_HOUR}"), -15),
    (_apart(rf"{_HOUR}\s+жарым\w*"), 30),
    (_apart(rf"{_HOUR}\s+с\s+половиной"), 30),
)
_TOWARDS = {"половина": -30, "половине": -30, "половину": -30, "пол": -30, "четверть": -45}
_TOWARDS_AN_HOUR = _apart(
    rf"(?P<part>{'|'.join(_TOWARDS)})[\s-]*(?:(?P<hour>\d{{1,2}})(?:-?го)?|(?P<spoken>[а-яё]+(?:ого|ьего)))"
)
_WITH_MINUTES = _apart(
    r"(?P<hour>\d{1,2})\s*(?:часов|часа|час|ч|сағат|hours?)\.?\s*(?P<minute>\d{1,2})(?:\s*(?:минут\w*|мин|minutes?))?"
)


def in_figures(text: str) -> str:
    """The text with the hours it says in words written as a clock shows them; everything else as it was typed."""
    text = _TOWARDS_AN_HOUR.sub(_towards, text)
    if not re.search(r"(?<![\w+\-−])\d", text):
        text = _numbers_in_figures(text)
    text = _WITH_MINUTES.sub(lambda match: f"{match['hour']}:{int(match['minute']):02d}", text)
    for pattern, minutes in _SHIFTS:
        if match := pattern.search(text):
            text = f"{text[: match.start()]}{_clock(int(match['hour']), minutes)}{text[match.end() :]}"
    return text


def _towards(match: re.Match[str]) -> str:
    """Russian counts towards the hour that is to come: половина девятого is half past eight."""
    spoken = match["spoken"]
    read = numeral([spoken]) if spoken else None
    hour = read.value if read and read.ordinal else int(match["hour"] or 0)
    return _clock(hour, _TOWARDS[match["part"].casefold()]) if 1 <= hour <= 24 else match[0]


def _clock(hour: int, shift: int) -> str:
    """An hour and minutes after or before it; before one it is twelve."""
    hours, minutes = divmod((hour if hour > 1 or shift > 0 else hour + 12) * 60 + shift, 60)
    return f"{hours}:{minutes:02d}"


def _numbers_in_figures(text: str) -> str:
    """Numbers in words one by one; minutes may follow the hour: девять тридцать, тоғыз отыз."""
    words = list(_WORD.finditer(text))
    made, done, at = "", 0, 0
    while at < len(words):
        hour = _number(text, words, at)
        if hour is None or (at and words[at - 1][0].casefold() == _HALF):
            at += 1
            continue
        value, taken = hour
        minute = _number(text, words, at + taken)
        shown = str(value)
        if minute and minute[0] >= 10 and _joined(text, words, at + taken):
            shown, taken = f"{value}:{minute[0]}", taken + minute[1]
        made += text[done : words[at].start()] + shown
        at += taken
        done = words[at - 1].end()
    return made + text[done:]


def _number(text: str, words: list[re.Match[str]], at: int) -> tuple[int, int] | None:
    """The cardinal number that begins with a word, and how many words it takes."""
    end = at + 1
    while end < at + _LONGEST and _joined(text, words, end):
        end += 1
    spoken = [_uninflected(word[0]) for word in words[at:end]]
    if not spoken or (is_shared(spoken[0]) and is_latin(spoken[0])):
        return None
    read = numeral(spoken)
    return (read.value, read.taken) if read and not read.ordinal else None


def _joined(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Whether a word stands right behind the one before it."""
    return at < len(words) and _BETWEEN.fullmatch(text, words[at - 1].end(), words[at].start()) is not None


def _uninflected(word: str) -> str:
    """A Kazakh number without its case: ``сегізде`` is сегіз; any other word as it is."""
    low = word.casefold()
    read = numeral([_CASE.sub("", low)])
    return _CASE.sub("", low) if read and read.language == "kk" else low
