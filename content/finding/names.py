"""Knows how people are called and some everyday things: they are no word of the law misspelt."""

from __future__ import annotations

from collections.abc import Collection

from content.finding import kazakh as kazakh
from content.finding.spellings import from_latin
from content.grammar.words import words

NAMES = frozenset(
    kazakh.fold(word)
    for word in words(
        """айбек айгерим айгуль айдар айдос айжан айнур айсулу алибек алина алишер алия алтынай анара андрей анна
        арсен артём асан асель асет асхат аружан аслан айша ахмет әлия әсел әсем әнуар бағдат батырхан бекзат берик
        биржан ботагөз ботагоз гаухар гульнара гүлнұр дана данияр дамир дархан дарья дастан даулет даурен денис
        диас динара дияр дмитрий евгений екатерина елена ерболат ержан ерлан ермек жанар жания жанибек жансая
        жасулан зарина зере ильяс индира инкар ирина қайрат кайрат қанат канат қуаныш куаныш ксения ләззат лейла
        мадина максим малика марат марина мария мариям медет мұрат мурат мұхтар мухтар мансур назгуль назерке
        наталья нұрбек нурбек нұрлан нурлан нұржан нуржан ольга олжас павел перизат рамазан раушан рауан руслан
        рустам сабина салтанат сакен санжар сара сарыбай сауле светлана сергей серик таир тамара татьяна тимур
        томирис фатима ханшайым шынар шынгыс чингиз эльмира юлия юрий токаев назарбаев путин трамп зеленский байден
        кошанов бектенов ашимбаев косанов масимов аблязов лукашенко мирзиёев жапаров алиев эрдоган макрон меркель
        мусин нурпеисов сулейменов ахметов оспанов иванов петров сидоров смирнов"""
    )
)
"""Given names and the surnames that are asked for most; folded."""
THINGS = frozenset(
    kazakh.fold(word)
    for word in words(
        """конь кошка кот чашка вино каша небо ветер лето зима поле трава штаны
        шапка картина карандаш ручка вечер четверг жёлтый қой ешкі түлкі айна пышақ кесе жел жаз қыс аяқ артқа көз
        қарындаш қалам сәрсенбі бейсенбі fox bird spoon salt star tree grass doll ball pencil"""
    )
)
"""Words that have the stem of another one or are a letter away from it; folded."""
_ENDINGS = frozenset(
    words(
        """а у ом ем е ы и ой ей ю я ь ова ову ты ти ды ди ны ни тын тин дын дин нын нин ка ке га ге да де та те тан тен
        дан ден пен бен мен s"""
    )
)
_AFTER_A_LOST_VOWEL = frozenset(words("у ы е и ю ой ей"))


def is_form(word: str, known: Collection[str]) -> bool:
    """Whether a word in lower case is a form of one of ``known``, in Cyrillic or Latin letters."""
    spelt = {word, *from_latin(word)} if word.isascii() else {word}
    return any(_is_form(kazakh.fold(one), known) for one in spelt)


def _is_form(word: str, known: Collection[str]) -> bool:
    if word in known:
        return True
    for size in range(1, min(4, len(word) - 2)):
        stem, ending = word[:-size], word[-size:]
        if ending in _ENDINGS and stem in known:
            return True
        if ending in _AFTER_A_LOST_VOWEL and any(stem + vowel in known for vowel in "аяь"):
            return True
    return False
