"""Turns words of three languages into the terms of the search index, the same for every form of a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from content.finding import kazakh as kazakh
from content.grammar.words import words
from content.model import Locale

_RUSSIAN = snowballstemmer.stemmer("russian")
_ENGLISH = snowballstemmer.stemmer("english")
_WORD = re.compile(r"\d+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_KAZAKH_LETTERS = set("әғқңөұүһі")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_CONTRACTED = ("n't", "'re", "'ve", "'ll", "'d", "'m")
_TWINS = str.maketrans("abcehikmoptxy", "авсенікмортху")

STOP_WORDS = frozenset(
    kazakh.fold(word)
    for word in words(
        """а без более бы был была были было быть в вам вас ваш весь во вот все всё всего всех вы где говорит говорится да
        даже для до думаете его ее её если есть ещё еще ж же за зачем здесь и из или им имею имеет иметь их к как какая
        какие какой какую каких каким какое какова каков когда кого ком кому конечно которая которые который ко кто куда
        ли лишь меня мне могу могут может можно можем мой моя моё мои моего моей мою мы на над надо нам нас наш наша не
        него неё нее ней нет ни них но ну нужен нужна нужно о об однако он она они оно от по под подскажите пожалуйста
        почему при про просто раз раза разве расскажи расскажите с са сам самый свой свое своё свои своего своей своему своих
        себе себя сейчас сказано скажите скажи со ссылка та так также такое такой такая там те тебя тем то того тоже той
        только том ту тут ты у уже хочу хотел хотела хочется чего чем через что чтобы чтоб чья чей чьи эта эти это
        этого этой этом этот я является являются будет будут стоит написано означает значит значить сколько какого
        насчёт насчет касается данный пусть хотят хочет должен должна должны должно обязан обязана обязаны вправе
        происходит случае случится возле около рядом между перед после среди вместо кроме ради вокруг внутри из-за ночью днём
        утром вечером вдруг очень совсем просто вообще тогда потом ещё уж чуть почти именно как-то какой-то чей-то что-то кто-то делать сделать сделают правда ли нельзя бывает
        говорят пишут пишет пишется прописано записано упомянуто упоминается упоминают изложено относительно

        ал арқылы бар бас бе ба бен бер беру бол болады болама бола болған болса болуы боп болып бойынша бұл да де деген
        дейін деп егер екен емес ең енді еш ешқандай екі жоқ және же жатыр кез келген керек кейін кім кімге кімде кімнің
        қай қайда қайсы қалай қандай қашан қанша мен менің маған мені ма ме міне мүмкін неге немесе не нені ненің несі
        неше о ол оған оларға олар оның осы өз өзі өзінің пе па пен сен сіз сол сондай соң соңғы туралы тағы тек үшін
        тиіс бәрі барлық біз біздің бізге біреу жайлы жайында айт айтыңыз айтшы білгім келеді болмайды бола ала алам
        аламын алады алмайды алуға бара ғой істеймін істеу керекпін сияқты қылу етеді етіледі ету еді етуге кету дегеніміз
        бере бермеді қатысты бойы міндетті істейді керекпе құқылы жазылған жазылады жазыла айтылған айтылады айтыла айтады
        дейді дейд делінген көрсетілген көрсетіледі жөнінде хақында

        a about all also am an and any anybody anyone are as at be been being but by can cannot can't could did do does
        doing don't during each every for from get gets give given had has have having he her here him his how i if i'm in
        into is isn't it its just kind know let me may might mean means more most much must my need no not now of on once
        one only or other our ours out over own please say says shall she should so some someone something such tell than
        that the their them then there these they this those through to too under until up us very want was way we were
        what what's when where whether which while who whom whose why will with without would you your allowed able
        entitled really happen happens there's does doesn't anything somebody long many often said says written mention mentions mentioned
        concerning regarding"""
    )
)
"""Words that ask rather than say; folded."""

QUESTION_WORDS = {
    kazakh.fold(word): term
    for term, table in (
        ("qcount", "сколько сколькими скольких часто қанша неше нешеге many long often"),
        ("qwho", "кто кого кому кем кім кімге кімді кімнің кімдер кімдерге who whom whose"),
        ("qwhen", "когда қашан when"),
        ("qwhere", "где куда қайда where"),
    )
    for word in words(table)
}
"""Words whose question itself tells what is meant: who, when, how many; folded."""

ENGLISH_MARKS = frozenset(
    words("the an is are was were who what how why when where which can does did do my your to of for in by with")
)
"""Words that only an English question has."""

WEAK_WORDS = frozenset(
    kazakh.fold(word)
    for word in words(
        """брать взять берут возьмут дать дают даст даёт давать давал дали ездить ехать заставить заставляют заставляет
        запретить запрещено запрещают запрещает идти иду идёт идут ходить хожу пойти прийти приходить знать знаю знает
        найти нашли начать начали остаться оставить открыть платить платят отказать отказали отказывают получить получать
        получу получил положено помочь помогите понять поставить правильно пришли пускать пускают пустить пускает пустят
        работает решить решать решает сидеть следить смотреть собирать собирают спросить стать станет становится стал
        считать считается требовать требуют терпеть узнать уйти хватит человек человека человеку люди людей людям друг
        друга знакомый сосед соседи сосед парень девушка женщина мужчина ребята кое-кто дело дела вопрос вопросы случай
        место часть вид время день год года лет сегодня завтра вчера теперь всегда никогда опять снова много мало
        больше меньше хорошо плохо быстро первый новый старый большой маленький самый лучший худший хороший плохой главный
        другой предыдущий предыдущая предыдущее каждый разный весь нужный написать прочитать знаменитый длинный короткий высокий быстрый дешёвый дорогой нормально законно незаконно
        официально правда причина причины условия порядок способ законом разрешено разрешается допускается
        запрещена гражданин гражданина граждан гражданам гражданами граждане государство государства государстве
        страна страны стране

        айтып айту алып алдым беріп берді бермей бермейді барып барады бару барғысы келеді келіп келмейді келмей көру көрдім
        қою қойды қойып жүру жүр жүріп отыр отырып тұр тұрып жатып жіберді жіберу салу салып тастады табу таптым түсу
        шығу шығып кетті кетіп істеу істейді істеп жасау жасап жасайды біледі білу айтады сұрау сұрап көмек көрші дос
        досым кісі адам адамдар азаматтар нәрсе жағдай уақыт күн жыл бүгін ертең кеше қазір әрқашан көп аз жақсы жаман
        үлкен кіші жаңа ескі алдыңғы артқа қайтадан заңды заңсыз дұрыс мүмкіндік себеп себебі тәртіп мемлекет мемлекеттің ел елде рұқсат

        able ask asked back previous bad become best better big biggest cheap fast good great high long new nice small write break bring buy call change come day differently done door end enough ever find
        found friend friend's go goes going gone good got guy happen happened help hold it's join keep kind leave left
        legal illegally let like live look make man men money new next off okay old people person permitted possible put
        reason receive require rule run said see sit someone start starting stay still stop take taken takes taking thing
        think time today took try use used wait walk want wants way week woman women work works wrong year years state country
        citizen citizens"""
    )
)
"""Words so common that a query is not about them; missing from the law they are no reason to refuse it; folded."""

LAW_WORDS = frozenset(
    kazakh.fold(word)
    for word in words(
        """конституция конституции конституцию конституцией статья статьи статье статью закон закона
        законе законы казахстан казахстана казахстане казахстану рк республика республики республике республику право
        права правах прав правом гарантирует гарантии указано основной
        конституциясы конституцияда конституцияның конституциясында конституциясының заң заңы заңда заңдар бап бабы
        қазақстан қазақстанның қазақстанда қр республикасы республикасының республикасында ата құқық құқығы құқықтары
        constitution article articles law laws kazakhstan kazakhstan's republic right rights according
        guarantee guarantees kazakh"""
    )
)
"""Words that stand almost everywhere in the law and say little about a question; folded."""


def cut_words(text: str) -> Iterator[str]:
    """The words and numbers of ``text`` in lower case, without marks and invisible characters."""
    shown = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    for match in _WORD.finditer(shown):
        yield match.group().lower().translate(_APOSTROPHES)


def words_key(text: str) -> str:
    """The words of ``text`` in plain letters: the same for two texts that say the same word for word."""
    return " ".join(cut_words(kazakh.fold(text)))


def is_weak(word: str) -> bool:
    """Whether everybody uses the word, in whatever form."""
    return kazakh.fold(word) in WEAK_WORDS or any(term in _WEAK_TERMS for term in query_terms(word))


def only_asks(word: str) -> bool:
    """Whether a word says nothing of what is meant: whose, haven't, скажите, қандай."""
    return kazakh.fold(word) in STOP_WORDS or word.endswith(_CONTRACTED)


@lru_cache(maxsize=50_000)
def index_term(word: str, locale: Locale) -> str:
    """The one term under which a word of a text in ``locale`` is indexed."""
    if word.isdecimal():
        return f"n{int(word)}" if len(word) < 8 else "n"
    word = _unmix(word)
    if word.isascii():
        return "e" + english(word)
    if locale is Locale.KK or _KAZAKH_LETTERS & set(word):
        return "k" + kazakh.stem(word)
    return "r" + russian(word)


def query_terms(word: str) -> tuple[str, ...]:
    """Every term a typed word can stand for, as it is written; Latin spellings of Cyrillic are not tried here."""
    if word.isdecimal():
        return (f"n{int(word)}",) if len(word) < 8 else ()
    word = _unmix(word)
    if word.isascii():
        return ("e" + english(word),)
    if _KAZAKH_LETTERS & set(word):
        return ("k" + kazakh.stem(word),)
    return ("r" + russian(word), "k" + kazakh.stem(word))


@lru_cache(maxsize=20_000)
def russian(word: str) -> str:
    """The Snowball stem; ``ё`` counts as ``е``."""
    return str(_RUSSIAN.stemWord(word.replace("ё", "е")))


@lru_cache(maxsize=20_000)
def english(word: str) -> str:
    """The Snowball stem."""
    return str(_ENGLISH.stemWord(word.removesuffix("'s")))


def _unmix(word: str) -> str:
    """Latin look-alikes inside a Cyrillic word become Cyrillic letters."""
    if word.isascii() or all(letter > "\u024f" for letter in word):
        return word
    return word.translate(_TWINS)


_WEAK_TERMS = frozenset(term for word in WEAK_WORDS for term in query_terms(word) if term[0] != "k")
