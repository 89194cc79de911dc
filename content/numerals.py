"""Numbers that a Kazakh or Russian legal text writes in words, read liberally: a wrong find is better than a miss."""

from __future__ import annotations

import re

from content.model import Locale

_STEMS: dict[Locale, tuple[tuple[str, int], ...]] = {
    Locale.RU: (
        ("одиннадцат", 11), ("двенадцат", 12), ("тринадцат", 13), ("четырнадцат", 14), ("пятнадцат", 15),
        ("шестнадцат", 16), ("семнадцат", 17), ("восемнадцат", 18), ("девятнадцат", 19), ("двадцат", 20),
        ("тридцат", 30), ("сорок", 40), ("пятидесят", 50), ("пятьдесят", 50), ("шестидесят", 60), ("шестьдесят", 60),
        ("семидесят", 70), ("семьдесят", 70), ("восьмидесят", 80), ("восемьдесят", 80), ("девяност", 90),
        ("двухсот", 200), ("тысяч", 1000), ("одн", 1), ("один", 1), ("раз", 1), ("перв", 1), ("месячн", 1), ("год", 1), ("ежегодн", 1),
        ("дву", 2), ("двойн", 2), ("дважд", 2), ("два", 2), ("две", 2), ("втор", 2), ("половин", 2), ("трет", 3), ("тре", 3),
        ("три", 3), ("трё", 3), ("тро", 3), ("четверт", 4), ("четыр", 4), ("четвер", 4), ("пят", 5), ("шест", 6), ("сем", 7), ("восьм", 8), ("восем", 8), ("девят", 9),
        ("десят", 10), ("ста", 100), ("сто", 100),
    ),
    Locale.KK: (
        ("жиырма", 20), ("отыз", 30), ("қырық", 40), ("елу", 50), ("алпыс", 60), ("жетпіс", 70), ("сексен", 80),
        ("тоқсан", 90), ("жүз", 100), ("мың", 1000), ("бір", 1), ("екі", 2), ("қос", 2), ("жарт", 2), ("үш", 3), ("төрт", 4), ("бес", 5),
        ("алты", 6), ("жеті", 7), ("сегіз", 8), ("тоғыз", 9), ("ай", 1), ("жыл", 1),
    ),
}  # fmt: skip
_TEN = re.compile(r"он(ға|нан|да|дық|шы|ыншы)?")
_HALVES = {Locale.RU: "полов", Locale.KK: "жарт"}


def figures_in(text: str, locale: Locale) -> set[int]:
    """Every number that ``text`` names, in digits or words, and every sum of neighbouring number words."""
    found = {int(digits) for digits in re.findall(r"\d+", text)}
    values = [_value(word, locale) for word in re.findall(r"[^\W\d_]+", text.lower().replace("i", "і"))]
    for start in range(len(values)):
        total = 0
        for value in values[start : start + 4]:
            if value is None:
                break
            total += value
            found |= {value, total}
    if _HALVES.get(locale, "\0") in text.lower():
        found |= {1, 2}
    return found


def _value(word: str, locale: Locale) -> int | None:
    if locale is Locale.KK and _TEN.fullmatch(word):
        return 10
    return next((value for stem, value in _STEMS[locale] if word.startswith(stem)), None)
