"""Knows every word a reference is made of, in any case form, alphabet or mixture of alphabets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache

from content.model import Edition


class Level(IntEnum):
    """What a number counts; a larger value is a smaller piece of the law."""

    SECTION = 0
    ARTICLE = 1
    PARAGRAPH = 2
    SUBPARAGRAPH = 3
    IGNORED = 4  # a line inside a paragraph: people name it, our places do not
    PREAMBLE = 5
    PORTION = 6  # часть, бөлік: a paragraph, unless a paragraph is named beside it


def words(text: str) -> list[str]:
    """The words of a table, so that tables can be read as prose."""
    return text.split()


_SOUNDS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіїѣ",
        words("a b v g d e e zh z i i k l m n o p r s t u f h c ch sh sh | i | e iu ia a g k n o u u h i i e"),
        strict=True,
    )
) | {"ъ": "", "ь": "", "y": "i", "j": "i", "ı": "i", "q": "k", "w": "v", "'": "", "ʼ": "", "’": "", "‘": "", "`": ""}
_CYRILLIC_TWIN = str.maketrans("abcehikmoptxy", "авсенікмортху")
_LATIN_TWIN = str.maketrans("авсенікмортхуѕј", "abcehikmoptxysj")


@lru_cache(maxsize=4096)
def plain(char: str) -> str:
    """One character as lower case without marks and compatibility forms: ``Ｂ`` -> ``b``, ``й`` -> ``и``.

    ``ý`` is the Latin letter of Kazakh for у.
    """
    parts = unicodedata.normalize("NFKD", char.casefold().replace("ý", "u"))
    return "".join(part for part in parts.casefold() if not unicodedata.combining(part))


def skeleton(word: str) -> str:
    """The sound of a word in Latin letters, the same for ``тармағы``, ``тармагы`` and ``tarmaǵy``."""
    sounds = "".join(_SOUNDS.get(letter, letter) for char in word for letter in plain(char))
    sounds = sounds.replace("kh", "h").replace("gh", "g")
    return re.sub(r"(.)\1+", r"\1", sounds) if len(sounds) > 3 else sounds


@lru_cache(maxsize=4096)
def skeletons(word: str) -> tuple[str, ...]:
    """The sounds a word can stand for when Latin and Cyrillic look-alikes are mixed in it (``CT`` for ``СТ``)."""
    low = "".join(plain(char) for char in word)
    spellings = [low, low.translate(_CYRILLIC_TWIN)]
    if any("a" <= letter <= "z" for letter in low):
        spellings.append(low.translate(_LATIN_TWIN))  # not of бар, which would be bap
    if "j" in low or "ng" in low:
        spellings.append(low.replace("j", "zh").replace("ng", "n"))  # jylgy is жылғы, babynyng бабының
    return tuple(dict.fromkeys(map(skeleton, spellings)))


def _forms(stems: str, endings: str) -> Iterable[str]:
    return (skeleton(stem + ending.strip("-")) for stem in stems.split() for ending in endings.split())


_KK_HARD = """- тың қа ты та тан пен тағы тар тары тарының тарына тарын тарында тардың тарға тарды тарда тардан тармен
    ы ының ына ын ында ынан ымен ындағы ынша ымыз"""
_KK_SHA = """- ның ға ны да дан мен дағы лар лары ларының ларына ларын ларында лардың ларға ларды ларда
    сы сының сына сын сында сынан сымен сындағы"""
_KK_SOFT = """- нің ге ді де ден мен дегі дер дері дерінің дерінде дердің дерді
    і інің іне ін інде інен імен індегі"""
_KK_YA = "- ның ға ны да дан мен дағы лар лары сы сының сына сын сында сынан сымен сындағы"
_KK_T = (
    "тің тың ке қа ті ты те та тен тан і ы інің ының іне ына ін ын інде ында інен ынан імен індегі ындағы тегі тер тар"
)
_KK_PE = "- нің ге ні де ден мен дегі сі сінің сіне сін сінде сінен сіндегі"
_RU_HARD = "- а у ом е ы ов ам ами ах"

KEYWORDS: dict[str, Level] = {}
for _level, _found in (
    (Level.ARTICLE, [*_forms("бап баб", _KK_HARD)]),
    (Level.ARTICLE, [*_forms("стат", "ья ьи ье ью ьей ьею ей ьям ьями ьях")]),
    (Level.ARTICLE, [*_forms("статья", _KK_YA)]),
    (Level.ARTICLE, words("ст st stt stat statja statyi article articles art arts")),
    (Level.SUBPARAGRAPH, [*_forms("тармақша тармакша tarmaqsa tarmaksha", _KK_SHA)]),
    (Level.SUBPARAGRAPH, [*_forms("подпункт", f"{_RU_HARD} {_KK_T}")]),
    (
        Level.SUBPARAGRAPH,
        words(
            "пп подп тш subparagraph subparagraphs subpara subparas subpar subpoint subclause sub point points item items"
        ),
    ),
    (Level.PARAGRAPH, [*_forms("тармақ тармағ tarmaq", _KK_HARD)]),
    (Level.PORTION, [*_forms("бөлік бөліг", _KK_SOFT), *_forms("част", "ь и ью ей ям ями ях"), *words("ч part parts")]),
    (Level.PARAGRAPH, [*_forms("пункт", f"{_RU_HARD} {_KK_T}")]),
    (Level.PARAGRAPH, words("п § paragraph paragraphs para paras par clause clauses cl тарм")),
    (Level.SECTION, [*_forms("бөлім", _KK_SOFT), *_forms("тарау", "- дың ға ды да дан мен ы ының ына ын ында")]),
    (Level.SECTION, [*_forms("раздел", f"{_RU_HARD} {_KK_T}"), *_forms("глав", "а ы е у ой ам ами ах")]),
    (Level.SECTION, words("разд гл section sections sec sect chapter chapters chap")),
    (Level.IGNORED, [*_forms("абзац", f"- а у ем ом е ы ев ам ах {_KK_T}"), "абз"]),
    (Level.PREAMBLE, [*_forms("кіріспе", _KK_PE), *_forms("преамбул", "а ы е у ой ою"), "preamble"]),
    (Level.PREAMBLE, [*_forms("преамбула", _KK_YA)]),
):
    for _word in _found:
        KEYWORDS.setdefault(_word if _word == "§" else skeleton(_word), _level)

_RU_ADJECTIVE = "ая ой ую ою ое ый ые ых ого ому ом ым яя ей юю ий его ее ие их ему ем им"
_OLD = {
    *_forms("стар прежн бывш предыдущ ранн", _RU_ADJECTIVE),
    *_forms("ескі eski", "- нің ден де ге ні дегі сі сінің сінде сінен сіндегі"),
    *map(skeleton, words("бұрынғы бұрынғының бұрынғыда алдыңғы old former previous prior")),
}
_NEW = {
    *_forms("нов действующ нынешн текущ", _RU_ADJECTIVE),
    *_forms("жаңа jana", "- ның да дан ға ны дағы сы сының сында сынан сындағы"),
    *map(skeleton, words("қолданыстағы қазіргі new current present")),
}
EDITION_WORDS = dict.fromkeys(_OLD, Edition.Y1995) | dict.fromkeys(_NEW, Edition.Y2026)
EDITION_ABBREVIATIONS = {
    "стар": Edition.Y1995,
    "прежн": Edition.Y1995,
    "нов": Edition.Y2026,
    "действ": Edition.Y2026,
}
"""By their letters: by its sound, нов would be now as well."""
EDITION_ADVERBS = dict.fromkeys(map(skeleton, words("раньше ранее прежде бұрын formerly previously")), Edition.Y1995)
YEAR_WORDS = {
    *map(skeleton, words("года год году годом г гг жыл жылғы жылы жылдың жылғының жылдан ж year years го ого ший шы")),
    *_forms("жылг", "ы ының"),
}

AND = {"и", "және", "мен", "пен", "бен", "and", "да", "также", "zhane", "jane", "vs", "versus", "или", "немесе", "or"}
RANGE = {"по", "до", "to", "through", "till"}
AMOUNTS = {
    *map(
        skeleton,
        words("лет жыл жылға жылдан years мрп тг тенге теңге дней сутки суток часов сағат месяцев hours days months"),
    ),
    *map(skeleton, words("жас жаста жастан жасқа тысяч мың процентов пайыз percent")),
}
"""What a number counts that is no place: years, money, days."""
UNTIL = set(map(skeleton, words("дейін дейінгі шейін шейінгі")))
TRANSPARENT = set(
    map(
        skeleton,
        words("""of the a in from for от принятой принятая қабылданған сәйкес сайкес adopted dated under per on at about s в во из о об обо к ко на для у с со согласно рк қр kr rk kz
        республики республика республики казахстан казахстана казахстане kazakhstan kazakhstans qazaqstan republic
        қазақстан қазақстанның республикасы республикасының бойынша бастап номер нөмір нөмірі number no nr n её ее его осы мына сол бұл
        редакция редакции редакцию ред изд версия версии текст текста text edition version қолданысы"""),
    )
)
POLITE = set(
    map(
        skeleton,
        words("""пожалуйста пожалуста плиз спасибо please pls plz thanks thank you здравствуйте привет салам hello hi hey
        сәлем сәлеметсіз бе рахмет өтінемін өтінем покажи покажите показать открой откройте открыть найди найдите дай
        дайте прочти прочитай прочитайте читать посмотреть скинь пришли пришлите нужна нужно нужен надо хочу мне
        можно а ну вот маған бізге көрсет көрсетші көрсетіңіз көрсетіңізші көрсетіп ашшы ашыңыз беріңіз берші беріңізші
        тапшы тауып керек оқу оқиын show open give get find see read want need would like can could i me us"""),
    )
)
BASIC_LAW = {
    ("ata", "zan"), ("ata", "zani"), ("ata", "zanin"), ("ata", "zaninin"), ("ata", "zaninda"), ("ata", "zanda"),
    ("ata", "zanimiz"), ("ata", "zanimizdin"), ("ata", "zanimizda"), ("ata", "zannin"),
    *((skeleton(a), skeleton(b)) for a, b in (
        ("основной", "закон"), ("основного", "закона"), ("основном", "законе"), ("основному", "закону"),
        ("basic", "law"),
    )),
}  # fmt: skip

ORDINAL_ENDINGS = set(
    map(
        skeleton,
        words(
            "я й ая ой ый ий ья ю ую е ье го ого ьего му ому ем ьем м ом ым х ых ші шы нші ншы інші ыншы сі сы shi shy nshi th nd rd"
            " insi nsi ның нің тың тің дың дің ға ге қа ке да де та те дан ден тан тен н"
        ),
    )
)
"""What is written right behind a number: 17-я, 17нші."""
APART_ENDINGS = set(words("ші шы нші ншы інші ыншы ши шi нши инши shi shy nshi nshy inshi ynshy si sy я ая ои ую ю ье"))
"""Endings that are written with a space as well, where a marker follows: 17 інші бап."""
