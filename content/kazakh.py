"""Folds a Kazakh word to its stem, the same one with and without the nine Kazakh letters."""

from __future__ import annotations

from functools import lru_cache

_FOLDS = str.maketrans("әғқңөұүһіёэı", "агкноуухиееи")

_SHORTEST = 3
_CASES = """нын нин дын дин тын тин ны ни ды ди ты ти га ге ка ке на не да де та те нда нде дан ден тан тен нан нен
    мен бен пен менен дагы деги тагы теги ндагы ндеги ша ше"""
_POSSESSIVES = "ымыз имиз мыз миз ыныз иниз ныз низ сы си ым им ын ин ы и"
_PLURALS = "лары лери дары дери тары тери лар лер дар дер тар тер"
_VERBS = """атын етин йтын йтин ады еди йды йди ганда генде канда кенде ган ген кан кен уга уге удан уден уды уди удын
    удин уы уи у са се ып ип п май мей мады меди мау меу галы гели"""
_PASSIVES = """лу ну ылу илу ыну ину лады леди нады неди ылады илади ыныды ынады инади лган лген нган нген ылган илген
    ынган инген лып лип нып нип а е"""

_LAYERS = tuple(
    (tuple(sorted(table.split(), key=len, reverse=True)), shortest)
    for table, shortest in ((_CASES, 3), (_POSSESSIVES, 3), (_PLURALS, 3), (_PASSIVES, 4), (_VERBS, 3))
)
_VOWELS = set("аеиоуыюя")
_SHORT_STEMS = {"уй", "ел", "ер", "су", "ай", "ас", "от", "ой", "ит", "ку"}
_WHOLE = {"курылтай", "баспана", "медицина"}  # their last letters only look like endings
_LOST_VOWEL = {"халк": "халык", "орн": "орын", "ерк": "ерик"}
_HARDENED = {"б": "п", "г": "к", "д": "т"}


def fold(word: str) -> str:
    """Lower case with plain letters for the Kazakh ones, as people type without a Kazakh layout."""
    return word.lower().translate(_FOLDS)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """``құқықтарының``, ``кукыктарынын`` -> ``кукык``; a stem keeps at least three letters and a vowel."""
    word = fold(word)
    before = ""
    while word != before:  # the same layers again, so that баспана and баспананы end at the same stem
        before = word
        for endings, shortest in _LAYERS:
            word = _strip(word, endings, shortest)
        if word not in _WHOLE and word.endswith("й") and word[-2:-1] in _VOWELS and len(word) > 4:
            word = word[:-1]
    if word[-1:] in _HARDENED and len(word) > _SHORTEST:
        word = word[:-1] + _HARDENED[word[-1]]
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return _LOST_VOWEL.get(word, word)


def _strip(word: str, endings: tuple[str, ...], shortest: int) -> str:
    if word in _WHOLE:
        return word
    for ending in endings:
        rest = word[: -len(ending)]
        if word.endswith(ending) and (len(rest) >= shortest or rest in _SHORT_STEMS) and _VOWELS & set(rest):
            return rest
    return word
