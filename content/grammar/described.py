"""Knows which Constitution is meant by what is said of it: when it was adopted, or that it has lost its force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from content.grammar.tokens import Token, cut
from content.grammar.typos import names_constitution
from content.grammar.words import BASIC_LAW, skeleton, skeletons
from content.model import Edition

_ENDINGS = {"*": r"\w*", "~": r"(?:aia|oi|uiu|oiu|oe|ie|ih|ogo|omu|om|im|ei|eiu)"}


def _said(prose: str) -> str:
    """A pattern for phrases parted by ``|``: ``*`` is any ending, ``~`` one of a Russian adjective, ``?`` may be left out."""
    phrases = ("".join(map(_word, phrase.split())) for phrase in prose.split("|"))
    return f"(?:{'|'.join(dict.fromkeys(phrases))})"


def _word(word: str) -> str:
    if word[0] == "?":
        return f"(?:{_word(word[1:])})?"
    return f"{skeleton(word.rstrip('*~'))}{_ENDINGS.get(word[-1], '')} "


_FORMER = _said(
    """утративш* ?свою ?юридическую силу | которая ?уже утратила силу | ?уже ?больше ?более не действующ~ | недействующ~
    | ?ранее ?прежде действовавш~ | отменённ~ | упразднённ~ | прекративш* ?свое действие | прошл~ | предшествовавш~
    | предшествующ~ | устаревш~ | недействительн~ | экс | repealed | abolished | defunct | superseded | replaced
    | outdated | earlier | past | ex | no longer in force
    | ?which ceased to be in force | which lost ?its force | not in force ?any ?more | күшін жойған | күші жойылған
    | күшін жоғалтқан | күшінде емес | қолданыстан шыққан | қолданыста жоқ | қолданылмайтын | қолданыста болған | өткен
    | ескірген | тамызда қабылданған"""
)
_PRESENT = _said(
    """ныне действующ~ | сегодняшн~ | современн~ | новопринят~ | вступивш* в силу | мартовск~ | now in force
    | currently in force | in force ?now ?today | todays | present day | latest | newest | осы күнгі | бүгінгі ?күнгі
    | күшіндегі | күшінде тұрған | күшіне енген | қазіргі кездегі | қазіргі уақыттағы | жаңадан қабылданған
    | қолданылып жүрген | наурызда қабылданған"""
)
_COUNTRY = _said("рк | қр | республик* | қазақстан* | казахстан* | s")
_FILL_BEHIND = "(?:[,(] |{}|{}){{0,12}}".format(
    _COUNTRY,
    _said(
        """которая | которую | была | от | в | во | на | со | принят* | всенародн* | референдум* | голосовани*
        | вступивш* | силу | действующ* | действовавш* | действует | ныне | образца | of | the | which | that | was | is
        | adopted | approved | dated | by | in | at | on | a | from | since | referendum | nationwide | national | popular
        | vote | force | entered | came | into | effect | қабылдан*"""
    ),
)
_FILL_BEFORE = f"(?:{_COUNTRY}|{_said('референдум* | қабылдан* | күнгі | бастап | adopted')}){{0,5}}"
_MARCH, _JULY, _AUGUST = map(_said, ("марта | march | наурыз*", "июля | july | шілде*", "августа | august | тамыз*"))
_MONTH = _said(
    """январ* | феврал* | март* | апрел* | мая | июн* | июл* | август* | сентябр* | октябр* | ноябр* | декабр* | january
    | february | march | april | may | june | july | august | september | october | november | december | қаңтар* | ақпан*
    | наурыз* | сәуір* | мамыр* | маусым* | шілде* | тамыз* | қыркүйек* | қазан* | қараша* | желтоқсан*"""
)
_YEAR_WORD = rf"(?:{_said('года | году | год | year | жыл*')}|(?:zh|g) (?:\. )?)"
_YEAR = rf"(?:(?:19|20)\d\d {_YEAR_WORD}?|(?:37|78|93|95) {_YEAR_WORD})"
_DATE = (
    rf"(?:\d\d? {_MONTH}{_YEAR}|{_MONTH}\d\d? (?:, )?{_YEAR}|\d\d? (?P<{{0}}>[./-]) \d\d? (?P={{0}}) {_YEAR}"
    rf"|\d{{{{4}}}} - \d\d - \d\d |{_YEAR}\d\d? {_MONTH}|{_YEAR})"
).format
_DAY = rf"(?:15 {_MARCH}|1 {_JULY}|30 {_AUGUST})"
_UNTIL = _said("до | until | till | before | prior to")
_ENDED = rf"pre (?:- )?{_YEAR}|{_UNTIL}(?:{_DATE('e')}|{_DAY})|{_DATE('k')}(?:dein |deiin ){_said('?қолданыста ?күшінде болған | қолданылған')}"
_FULL_DAY = rf"(?:(?:30 {_AUGUST}|{_AUGUST}30 (?:, )?|30 \. 0?8 \. )1995 |(?:15 {_MARCH}|{_MARCH}15 (?:, )?|15 \. 0?3 \. )2026 )"
_AMENDED = (
    rf"(?:{_said('редакци* | изменени* | as amended | amended')}|red (?:\. )?)(?:ot |of |in |by |v )?{_DATE('a')}"
)
_BEHIND = re.compile(
    rf"(?<=C )(?P<what>{_FILL_BEHIND}(?:(?P<ended>{_ENDED})|(?P<date>{_DATE('d')}|{_DAY})"
    rf"|(?P<former>{_FORMER})|(?P<present>{_PRESENT})))"
)
_BEFORE = re.compile(
    rf"(?<!\S)(?P<what>(?P<ended>{_ENDED})|(?P<former>{_FORMER}(?:{_UNTIL}(?:{_DATE('u')}|{_DAY}))?)"
    rf"|(?P<date>{_DATE('d')}|{_DAY})|(?P<present>{_PRESENT})){_FILL_BEFORE}(?:- )?(?=C )"
)
_LOOSE = re.compile(
    rf"(?<!\S)(?P<what>(?P<former>{_AMENDED})|(?<=\d )(?:ot |of )(?P<date>{_FULL_DAY}(?:{_YEAR_WORD})?))"
)
_LINK = f"(?:[(] |{_COUNTRY}|{_said('от | of | the | dated | образца | ?that ?which ?was adopted ?in ?on | принят* ?в')}){{0,6}}"
_SOVIET = _said(
    """каз* ?советск* ?социалистическ* сср | казсср | казахск* ?советск* ?социалистическ* республик* | қазақ сср
    | қазақ кср | советск~ | soviet | kazakh ssr | кеңестік | кеңес"""
)
_ABSENT = re.compile(
    rf"C {_LINK}(?:{_DATE('b')}|{_SOVIET})"
    rf"|(?<!in )(?<!v )(?<!\S){_SOVIET}C "
    rf"|(?<!in )(?<!v )(?<!\S)(?:19|20)\d\d (?:goda |zhilgi |g (?:\. )?)?(?:\d\d? {_MONTH})?{_FILL_BEFORE}{_SOVIET}?C "
    rf"|(?<!\S)(?:19|20)\d\d zhili (?:\d\d? {_MONTH})?(?:referendum\w* )?kabildangan C "
)
_ADJECTIVE = re.compile("[kc]onstituc?ion|constitutional|konstitucialik")
_KAZAKH_J = re.compile("j(?!anu|un|ul)")
_OURS = {"1995": Edition.Y1995, "95": Edition.Y1995, "2026": Edition.Y2026}
_YEAR_IN = re.compile(r"\b(?:(?:19|20)\d\d|37|78|9[35])\b(?! [./-] \d\d? [./-] \d{4})")


@dataclass(frozen=True, slots=True)
class Described:
    """Which tokens say it, and which Constitution is meant; ``edition`` is None for one that is not here."""

    first: int
    count: int
    edition: Edition | None


def described(tokens: Sequence[Token]) -> dict[int, Described]:
    """What is said of a Constitution beside the word, by the token it begins with."""
    heard, starts = _heard(tokens)
    found: dict[int, Described] = {}
    for pattern in (_LOOSE, _BEFORE, _BEHIND):
        for match in pattern.finditer(heard):
            edition = _edition(match)
            if edition is not None:
                first, end = _tokens(starts, *match.span())
                found[first] = Described(first, end - first, edition)
    return found


@lru_cache(maxsize=16)
def absent_constitutions(text: str) -> tuple[tuple[int, int], ...]:
    """Where ``text`` names a Constitution of Kazakhstan that is neither of the two, such as that of 1993."""
    return tuple(_absent(text))


def _absent(text: str) -> Iterator[tuple[int, int]]:
    tokens = cut(text)
    heard, starts = _heard(tokens)
    for match in _ABSENT.finditer(heard):
        years = _YEAR_IN.findall(match[0])
        if not any(year in _OURS for year in years):
            first, end = _tokens(starts, *match.span())
            yield tokens[first].start, tokens[end - 1].end


def _edition(match: re.Match[str]) -> Edition | None:
    told = match.groupdict()
    if told.get("ended") or told.get("former"):
        return Edition.Y1995
    if told.get("present"):
        return Edition.Y2026
    date = told.get("date") or ""
    if years := _YEAR_IN.findall(date):
        return _OURS.get(years[-1])
    return Edition.Y1995 if date.startswith("30 ") else Edition.Y2026


def _heard(tokens: Sequence[Token]) -> tuple[str, list[int]]:
    """The sounds of all tokens with a space behind each, the word constitution as C, and where each begins."""
    sounds: list[str] = []
    second = -1
    for at, token in enumerate(tokens):
        variants = skeletons(token.text) if token.kind == "letters" else (token.text,)
        after = skeletons(tokens[at + 1].text) if at + 1 < len(tokens) else ()
        if any(names_constitution(sound) and not _ADJECTIVE.match(sound) for sound in variants):
            sounds.append("C")
        elif any((one, two) in BASIC_LAW for one in variants for two in after):
            sounds.append("C")
            second = at + 1
        elif at == second:
            sounds.append("C")
        else:
            sounds.append(variants[-1] if _KAZAKH_J.match(token.text) else variants[0])
    starts, length = [], 0
    for sound in sounds:
        starts.append(length)
        length += len(sound) + 1
    return "".join(f"{sound} " for sound in sounds), starts


def _tokens(starts: Sequence[int], begin: int, end: int) -> tuple[int, int]:
    """The tokens from the first that begins at ``begin`` to the last before ``end``."""
    inside = [at for at, start in enumerate(starts) if begin <= start < end]
    return inside[0], inside[-1] + 1
