"""Folds a Kazakh word to its stem, the same one with and without the nine Kazakh letters.

An ending is taken off only after the sounds it can follow (``-ты`` after ``с``, never after ``е``); that is what keeps
``үкіметі`` and ``үкімет`` together and apart from ``үкім``.
"""

from __future__ import annotations

from functools import lru_cache

_FOLDS = str.maketrans("әғқңөұүһіёэı", "агкноуухиееи")

_VOWELS = "аеиоуыюя"
_VOICED = "лмнрйузж"
_VOICELESS = "птксшчцфхщбвгд"
_CONSONANTS = _VOICED + _VOICELESS

# Endings of one layer, what may stand before them, and how many letters must be left.
_CASES = (
    ("ны ни", "аеиоыюя", 3), ("ды ди дын дин дым дим", _VOWELS + _VOICED, 3), ("ты ти тын тин тым тим та те тан тен", _VOICELESS, 3),
    ("тагы теги ка ке пен", _VOICELESS, 3), ("да де дан ден дагы деги га ге", _VOWELS + _VOICED, 3),
    ("на не нда нде ндагы ндеги", "ыи", 3), ("нан нен", "ыимн", 3), ("нын нин", _VOWELS + "мн", 3),
    ("мен менен", _VOWELS + _VOICED, 3), ("бен", "зж", 3), ("ша ше", _CONSONANTS + _VOWELS, 4),
)  # fmt: skip
_POSSESSIVES = (
    ("сы си сын син", "аеоюя", 3), ("ы и ым им ын ин ымыз имиз ыныз иниз", _CONSONANTS, 3), ("мыз миз ныз низ", _VOWELS, 3),
)  # fmt: skip
_PLURALS = (("лар лер", _VOWELS + "рй", 3), ("дар дер", "лмнзж", 3), ("тар тер", _VOICELESS, 3))
_VERBS = (
    ("ган ген гым гим", _VOWELS + _VOICED, 3), ("кан кен кым ким", _VOICELESS, 3), ("атын етин ады еди", _CONSONANTS, 3),
    ("йтын йтин йды йди", _VOWELS, 3), ("ып ип", _CONSONANTS, 3), ("п", _VOWELS, 4), ("у", _VOWELS + _CONSONANTS, 3),
    ("са се май мей мау меу бау беу пау пеу", _VOWELS + _CONSONANTS, 3), ("л н", "аеиоыю", 4),
    ("ыл ил", _CONSONANTS, 3), ("а е", _CONSONANTS, 4), ("й", "аеы", 4),
)  # fmt: skip
_Rule = tuple[str, str, int]


def _rules(layer: tuple[_Rule, ...]) -> list[_Rule]:
    """One rule for each ending, the longest first."""
    rules = [(ending, before, left) for endings, before, left in layer for ending in endings.split()]
    return sorted(rules, key=lambda rule: -len(rule[0]))


_NOUN = (_rules(_CASES), _rules(_POSSESSIVES), _rules(_PLURALS))
_VERB = (_rules(_VERBS),)
_SHORT_NOUNS, _SHORT_VERBS = {"уй", "ел", "ер", "су", "ай", "ой", "ит"}, {"ас", "от", "ку", "ал", "ет"}
"""Stems of two letters; an ending of a verb leaves no noun behind: айып is not ай."""
_WHOLE_WORDS = """курылтай баспана медицина астана мектеп себеп талап жауап тарап китап есеп касип тенге заман адам билим
    олим омир азамат баска барлык жумыс турмыс болыс кенес сенат егемен ана ата ага кала сала мура шара жеке неке тегин
    ереуил шеру тоскауыл уйым айып алан алым алтын елу куа кун болим болимше галым гылым дари жетим кепил кесте машина маска
    насил расим салым сауда секта сеним сынып тулга тусим шагым шыгын шахта анши канада канал карта кудай куран маман
    корган косымша белсенди тасил телим тендер окига насыбай шошка"""
_WHOLE = set(_WHOLE_WORDS.split())
"""Words whose last letters only look like endings: ереуіл is not ер, ұйым is not үй."""
_AGENTS = {"шы", "ши", "кы", "ки"}  # басшы-сы, but жұмыс-ы
_LOST_VOWEL = {"халк": "халык", "орн": "орын", "ерк": "ерик", "касиб": "касип", "кукыг": "кукык", "мект": "мектеп"}
_HARDENED = {"б": "п", "г": "к"}


def fold(word: str) -> str:
    """Lower case with plain letters for the Kazakh ones, as people type without a Kazakh layout."""
    return word.lower().translate(_FOLDS)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """``құқықтарының``, ``кукыктарынын`` -> ``кукык``; a stem keeps at least three letters, a few known ones two."""
    word = fold(word)
    for layers in (_NOUN, _VERB):  # the endings of a verb are inside, so nothing of a noun is left behind them
        before = ""
        while word != before:  # the same layers again: құқық-тар-ы-нда-ғы
            before = word
            for layer in layers:
                word = _strip(word, layer)
    return word


def _strip(word: str, layer: list[_Rule]) -> str:
    short = _SHORT_VERBS if layer is _VERB[0] else _SHORT_NOUNS | _SHORT_VERBS
    word = _restored(word)
    if word in _WHOLE:
        return word
    for ending, _, _ in layer:
        if word.endswith(ending) and word[: -len(ending)] in _WHOLE:
            return word[: -len(ending)]
    for ending, before, left in layer:
        if not word.endswith(ending):
            continue
        rest = word[: -len(ending)]
        fits = rest[-1:] in before or (ending in ("сы", "си") and rest[-2:] in _AGENTS)
        if fits and (len(rest) >= left or rest in short) and any(vowel in rest for vowel in _VOWELS):
            return _restored(rest)
    return word


def _restored(word: str) -> str:
    """Before an ending a last consonant softens and a vowel falls out: құқығ-ы, халқ-ы."""
    if len(word) > 3 and word[-1] in _HARDENED and word[-2] in _VOWELS:
        word = word[:-1] + _HARDENED[word[-1]]
    return _LOST_VOWEL.get(word, word)
