"""Reads numbers that are written with letters: Roman ones and words, up to ninety-nine."""

from __future__ import annotations

from collections.abc import Sequence

from content.grammar.words import plain, skeleton, words

_ROMAN_SIGNS = {"i": 1, "і": 1, "ı": 1, "l": 1, "ӏ": 1, "v": 5, "x": 10, "х": 10}


def roman(word: str) -> int | None:
    """``II``, ``ІХ`` or ``xi`` as a number up to 39; None when the letters are no Roman numeral."""
    values = [_ROMAN_SIGNS.get(letter, 0) for letter in word]
    if not 0 < len(values) <= 7 or 0 in values:
        return None
    number = sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    return number if values == _written(number) else None


def _written(number: int) -> list[int]:
    signs: list[int] = []
    for value, pattern in ((10, [10]), (9, [1, 10]), (5, [5]), (4, [1, 5]), (1, [1])):
        while number >= value:
            signs += pattern
            number -= value
    return signs


_CARDINALS = """
    1 один одна одной бір one | 2 два две двух екі two | 3 три трех үш three | 4 четыре четырех төрт four |
    5 пять пяти бес five | 6 шесть шести алты six | 7 семь семи жеті seven | 8 восемь восьми сегіз eight |
    9 девять девяти тоғыз nine | 10 десять десяти он ten | 11 одиннадцать одиннадцати eleven |
    12 двенадцать двенадцати twelve | 13 тринадцать тринадцати thirteen | 14 четырнадцать четырнадцати fourteen |
    15 пятнадцать пятнадцати fifteen | 16 шестнадцать шестнадцати sixteen | 17 семнадцать семнадцати seventeen |
    18 восемнадцать восемнадцати eighteen | 19 девятнадцать девятнадцати nineteen |
    20 двадцать двадцати жиырма twenty | 30 тридцать тридцати отыз thirty | 40 сорок сорока қырық forty |
    50 пятьдесят пятидесяти елу fifty | 60 шестьдесят шестидесяти алпыс sixty |
    70 семьдесят семидесяти жетпіс seventy | 80 восемьдесят восьмидесяти сексен eighty |
    90 девяносто тоқсан ninety"""
_ORDINALS = """
    1 перв бірінші first | 2 втор екінші second | 3 трет үшінші third | 4 четверт төртінші fourth |
    5 пят бесінші fifth | 6 шест алтыншы sixth | 7 седьм жетінші seventh | 8 восьм сегізінші eighth |
    9 девят тоғызыншы ninth | 10 десят оныншы tenth | 11 одиннадцат eleventh | 12 двенадцат twelfth |
    13 тринадцат thirteenth | 14 четырнадцат fourteenth | 15 пятнадцат fifteenth | 16 шестнадцат sixteenth |
    17 семнадцат seventeenth | 18 восемнадцат eighteenth | 19 девятнадцат nineteenth |
    20 двадцат жиырмасыншы twentieth | 30 тридцат отызыншы thirtieth | 40 сороков қырқыншы fortieth |
    50 пятидесят елуінші fiftieth | 60 шестидесят алпысыншы sixtieth | 70 семидесят жетпісінші seventieth |
    80 восьмидесят сексенінші eightieth | 90 девяност тоқсаныншы ninetieth"""
_RU_ENDINGS = words("ый ий ой ая ья ую ью ое ье ого ьего ому ьему ом ьем ей ьей ым ьим ые ьи ых ьих")


def _table(text: str, endings: Sequence[str] = ()) -> dict[str, int]:
    found: dict[str, int] = {}
    for entry in text.split("|"):
        value, *forms = entry.split()
        for word in forms:
            found[skeleton(word)] = int(value)
            if endings and "а" <= word[0] <= "я" and not word.endswith(("нші", "ншы")):
                found |= {skeleton(word + ending): int(value) for ending in endings}
    return found


_CARDINAL = _table(_CARDINALS)
_ORDINAL = {
    form: value for form, value in _table(_ORDINALS, _RU_ENDINGS).items() if form not in _CARDINAL
}  # bare Russian stems such as "перв" do no harm: they are no words


def numeral(spoken: Sequence[str]) -> tuple[int, int, bool] | None:
    """The number at the head of ``spoken``: value, how many words it took, and whether it is an ordinal."""
    value = taken = 0
    for word in spoken[:2]:
        sound = skeleton("".join(map(plain, word)))
        cardinal, ordinal = _CARDINAL.get(sound), _ORDINAL.get(sound)
        step = ordinal if cardinal is None else cardinal
        if step is None or (taken and not (value >= 10 and value % 10 == 0 and step < 10)):
            break
        if taken and value == 10 and sound[:1] not in "betuzasgo":
            break  # only Kazakh says "ten seven" for seventeen
        value, taken = value + step, taken + 1
        if cardinal is None:
            return value, taken, True
    return (value, taken, False) if taken else None
