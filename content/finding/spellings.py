"""Guesses what was meant by a word in Latin letters or typed with the wrong keyboard layout."""

from __future__ import annotations

from collections.abc import Iterator

from content.finding import kazakh as kazakh
from content.finding.words import russian

_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN = str.maketrans(_KEYS + '{}:"<>~', _RUSSIAN_KEYS + "хъжэбюё")
_TO_KAZAKH = str.maketrans(_KEYS + "234580-=9" + '{}:"<>~', _RUSSIAN_KEYS + "әіңғүқөһұ" + "хъжэбюё")
_TO_ENGLISH = str.maketrans(_RUSSIAN_KEYS, _KEYS)

_RUSSIAN_SOUNDS = {
    "shch": "щ", "sch": "щ", "yo": "е", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш",
    "yu": "ю", "ju": "ю", "iu": "ю", "ya": "я", "ja": "я", "ia": "я", "ye": "е", "'": "ь", "a": "а",
    "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "й",
    "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с",
    "t": "т", "u": "у", "v": "в", "w": "в", "x": "х", "y": "ы", "z": "з",
}  # fmt: skip
_KAZAKH_SOUNDS = {
    "sh": "ш", "ch": "ч", "zh": "ж", "gh": "г", "kh": "х", "ng": "н", "ya": "я", "yu": "ю",
    "ts": "ц", "iy": "и", "yi": "и", "a": "а", "ä": "а", "á": "а", "b": "б", "c": "к", "d": "д",
    "e": "е", "f": "ф", "g": "г", "ğ": "г", "ǵ": "г", "h": "х", "i": "и", "ı": "ы", "j": "ж",
    "k": "к", "l": "л", "m": "м", "n": "н", "ñ": "н", "ń": "н", "o": "о", "ö": "о", "ó": "о",
    "p": "п", "q": "к", "r": "р", "s": "с", "ş": "ш", "t": "т", "u": "у", "ü": "у", "ú": "у",
    "ū": "у", "v": "в", "w": "у", "x": "х", "y": "ы", "ý": "у", "z": "з",
}  # fmt: skip
_VOWELS = "аеиоуыэюя"
_SAME_SOUND = str.maketrans({"ы": "и", "й": "и", "щ": "ш", "ь": "", "ъ": "", "э": "е", "ц": "с", "ч": "ш"})


def other_layouts(text: str) -> Iterator[str]:
    """What the same keys give on the Russian, Kazakh and English layouts, in lower case."""
    low = text.lower()
    for table in (_TO_RUSSIAN, _TO_KAZAKH, _TO_ENGLISH):
        changed = low.translate(table)
        if changed != low:
            yield changed


def from_latin(word: str) -> tuple[str, str]:
    """A word in Latin letters as Russian and as Kazakh, spelt by its sounds."""
    return _spell(word, _RUSSIAN_SOUNDS, russian_end=True), _spell(word, _KAZAKH_SOUNDS, russian_end=False)


def _spell(word: str, sounds: dict[str, str], *, russian_end: bool) -> str:
    out, at = "", 0
    while at < len(word):
        for size in (4, 3, 2, 1):
            latin = word[at : at + size]
            cyrillic = sounds.get(latin)
            if cyrillic is None:
                continue
            if latin in ("y", "i", "j") and out[-1:] in _VOWELS and out and (russian_end or latin == "i"):
                cyrillic = "й"
            if latin == "c" and word[at + 1 : at + 2] in ("i", "e", "y"):
                cyrillic = "ц"
            out += cyrillic
            break
        at += max(len(latin), 1)
    return out


def sound(stem: str) -> str:
    """A key that differing spellings of one Cyrillic stem share."""
    folded = kazakh.fold(stem).translate(_SAME_SOUND)
    return "".join(letter for at, letter in enumerate(folded) if letter != folded[at - 1 : at])


def latin_sounds(word: str) -> tuple[tuple[str, str], ...]:
    """Index language and sound of the Russian and the Kazakh stem that a Latin spelling can mean."""
    as_russian, as_kazakh = from_latin(word)
    return (("r", sound(russian(as_russian))), ("k", sound(kazakh.stem(as_kazakh))))
