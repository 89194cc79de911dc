"""Everyday words in three languages find the right provision; nothing typed is an error or slow."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.search import good, queries, tallies
from content.ask import ask
from content.corpus import Corpus
from content.finding import kazakh as kazakh
from content.finding.beside import Beside
from content.finding.excerpts import EXCERPT_LIMIT
from content.finding.lexicon import Lexicon, _loaded, lexicon_of
from content.finding.spellings import other_layouts
from content.finding.words import cut_words, index_term, words_key
from content.model import Edition, Locale
from content.search import LETTER_LIMIT, WORD_LIMIT, SearchResult, find, search


def places(result: SearchResult) -> list[str]:
    """What was found, best first, as ``17(3)`` or ``1995:24``."""
    return [
        hit.reference.short if hit.reference.edition is Edition.Y2026 else f"1995:{hit.reference.short}"
        for hit in result.hits
    ]


@pytest.fixture
async def lexicon(corpus: Corpus) -> Lexicon:
    return await lexicon_of(corpus)


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        ("құқық құқығы құқықтары құқықтарының құқығын кукык кукыктын құқықпен", "кукык"),
        ("бала балалар баланың балаға балаларға баламен балалары", "бала"),
        ("тіл тілі тілде тілдің тілін тілдер тилге", "тил"),
        ("баспана баспанасы баспананы баспанаға", "баспана"),
        ("Құрылтай құрылтайдың құрылтайға құрылтайда курылтайды", "курылтай"),
        ("үй үйге үйден үйім үйді", "уй"),
        ("халық халықтың халқы халқының халкы", "халык"),
        ("сайлау сайлауға сайлайды сайлаған сайлауда сайлаулар", "сайл"),
        ("салық салығы салықтар салықты", "салык"),
        ("ер ерлер ерге ерлердің", "ер"),
        ("ереуіл ереуілге ереуілі ереуілмен", "ереуил"),
        ("ұйым ұйымдар ұйымы ұйымның", "уйым"),
        ("айып айыптар айыбы", "айып"),
        ("куә куәға куәлар", "куа"),
        ("ұстады ұсталды ұсталдым", "уста"),
    ],
)
def test_every_form_of_a_kazakh_word_has_one_stem(forms: str, stem: str) -> None:
    assert {kazakh.stem(form) for form in forms.split()} == {stem}


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("кім президент бола алады", "43(2)"),
        ("Ким президент бола алады?", "43(2)"),
        ("екі азаматтық", "13(3)"),
        ("можно ли президенту уйти раньше срока", "50(1)"),
        ("what does parliament do", "56"),
    ],
)
def test_a_listed_question_opens_its_place_word_for_word(lexicon: Lexicon, said: str, place: str) -> None:
    result = find(lexicon, said, Locale.RU)
    assert (places(result)[0], result.clear) == (place, True)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("тіл туралы не айтылған", "9"),
        ("жер туралы не жазылған", "8(3)"),
        ("президент жөнінде не айтылады", "42"),
        ("дін жайлы не дейді", "25"),
        ("что пишут о религии", "25"),
        ("упоминается ли земля", "8(3)"),
        ("what is said about language", "9"),
        ("what is written about the president", "42"),
    ],
)
def test_words_that_only_ask_do_not_count(lexicon: Lexicon, said: str, place: str) -> None:
    assert places(find(lexicon, said, Locale.EN))[0].startswith(place)


def test_a_listed_word_in_a_question_opens_its_place(lexicon: Lexicon) -> None:
    assert find(lexicon, "тіл туралы не айтылған", Locale.KK).clear
    assert find(lexicon, "what is said about language", Locale.EN).clear


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("сотка арыз берем", "12(2)"),
        ("баспана кезегі", "28(2)"),
        ("мұра қалай бөлінеді", "29(2)"),
        ("зейнетке қашан шығамын", "31(1)"),
        ("туысқаныма қарсы куә болмаймын", "19(2)"),
        ("үнсіз қалу құқығы", "19(2)"),
        ("түрмедегілер дауыс бере ала ма", "35(3)"),
        ("әскери адам партияда бола ма", "26(2)"),
        ("армияға бармасам не болады", "39(2)"),
        ("аскерге бармасам соттай ма", "39(2)"),
        ("президентті халық сайлай ма", "43(1)"),
        ("президентты тусируге болама", "50(3)"),
        ("дин еркиндиги", "25"),
        ("мектепте намаз оқуға бола ма", "33(5)"),
        ("қытай азаматы қазақстан азаматы бола ма", "13(1)"),
        ("мен өзбекпін құқығым бар ма", "16(2)"),
        ("астананың аты өзгере ме", "2(4)"),
        ("судья сатылып кеткен", "78(1)"),
        ("право хранить молчание", "19(2)"),
        ("апелляция", "12(2)"),
        ("гаишник остановил машину", "18(1)"),
        ("euthanasia", "17(2)"),
        ("who signs laws", "61(2)"),
        ("police took my phone", "21(2)"),
    ],
)
def test_what_people_asked_in_their_own_words_is_found(lexicon: Lexicon, said: str, place: str) -> None:
    assert places(find(lexicon, said, Locale.KK))[0] == place


@pytest.mark.parametrize("locale", list(Locale))
async def test_every_listed_question_is_answered_with_its_article(
    corpus: Corpus, lexicon: Lexicon, locale: Locale
) -> None:
    rows = await corpus.rows("SELECT words, places FROM everyday_word ORDER BY id")
    asked = [(said, json.loads(places)[0][0]) for words, places in rows for said in json.loads(words)[locale][::25]]
    assert len(asked) > 200
    for said, article in asked:
        if words_key(said) in lexicon.listed:
            assert find(lexicon, said, locale).hits[0].reference.article == article, said


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [
        (Locale.RU, "свободы", "свободами"),
        (Locale.RU, "ребёнка", "ребенку"),
        (Locale.EN, "judges", "judge’s"),
        (Locale.KK, "азаматтығы", "азаматтык"),
        (Locale.KK, "бiлiм", "білім"),
    ],
)
def test_forms_and_look_alikes_are_one_term(locale: Locale, one: str, other: str) -> None:
    assert {index_term(word, locale) for word in cut_words(f"{one} {other}")} == {index_term(one, locale)}


def test_the_same_keys_on_another_layout() -> None:
    assert "право на жизнь" in other_layouts("ghfdj yf ;bpym")
    assert "right" in other_layouts("кшпре")


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("смертная казнь", "17(3)"),
        ("өлім жазасы", "17(3)"),
        ("death penalty", "17(3)"),
        ("olim jazasy", "17(3)"),
        ("smertnaya kazn", "17(3)"),
        ("cvthnyfz rfpym", "17(3)"),
        ("смертная кознь", "17(3)"),
        ("меня выселяют из квартиры", "28(1)"),
        ("кто может стать президентом", "43(2)"),
        ("пәтерден шығарып жатыр", "28(1)"),
        ("can they evict me from my flat", "28(1)"),
        ("двойное гражданство", "13(3)"),
        ("кос азаматтык", "13(3)"),
        ("dual citizenshp", "13(3)"),
        ("кто может стать вице-президентом", "49"),
    ],
)
def test_the_first_hit_is_the_right_paragraph(lexicon: Lexicon, query: str, place: str) -> None:
    found = places(find(lexicon, query, Locale.KK))
    assert found[0].startswith(place)


@pytest.mark.parametrize("locale", Locale)
async def test_the_answer_is_in_the_language_of_the_interface(corpus: Corpus, locale: Locale) -> None:
    result = await search(corpus, "право на жизнь", locale)
    assert result.hits[0].title == (await corpus.titles(Edition.Y2026, locale))["17"]
    assert "".join(run.text for run in result.hits[0].excerpt).strip("…") in result.hits[0].text


def test_found_words_are_marked(lexicon: Lexicon) -> None:
    hit = find(lexicon, "смертную казнь", Locale.RU).hits[0]
    assert [run.text for run in hit.excerpt if run.matched] == ["смертную", "казнь"]
    assert sum(len(run.text) for run in hit.excerpt) <= EXCERPT_LIMIT + 2


def test_an_article_comes_once(lexicon: Lexicon) -> None:
    found = [hit.reference.article for hit in find(lexicon, "президент", Locale.RU).hits]
    assert len(found) == len(set(found)) == 10


def test_the_old_constitution_only_when_it_is_named(lexicon: Lexicon) -> None:
    assert {hit.reference.edition for hit in find(lexicon, "забастовка", Locale.RU).hits} == {Edition.Y2026}
    old = find(lexicon, "забастовка в конституции 1995 года", Locale.RU)
    assert places(old)[0].startswith("1995:24")
    assert {hit.reference.edition for hit in old.hits} == {Edition.Y1995}


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("1995 президент мерзімі", "41(1)"),
        ("бұрын президент неше жылға сайланатын", "41(1)"),
        ("ескі конституцияда жер туралы", "6(3)"),
        ("ескі конституция екі азаматтық", "10(3)"),
        ("двойное гражданство в конституции 1995 года", "10(3)"),
        ("прежняя конституция сенат", "50(1)"),
        ("1995 death penalty", "15(2)"),
        ("land in the old constitution", "6(3)"),
    ],
)
def test_everyday_words_find_the_place_of_1995_that_became_theirs(lexicon: Lexicon, said: str, place: str) -> None:
    result = find(lexicon, said, Locale.KK)
    assert places(result)[0] == f"1995:{place}"
    assert {hit.reference.edition for hit in result.hits} == {Edition.Y1995}


@pytest.mark.parametrize(
    "said",
    [
        "ер мен әйел тең бе",
        "ерлер",
        "Неке – ер мен әйелдің ерікті одағы",
        "due process",
        "election process",
        "жоғары палата",
    ],
)
def test_a_word_that_only_looks_like_one_that_is_gone_is_not_it(lexicon: Lexicon, said: str) -> None:
    assert find(lexicon, said, Locale.KK).gone is None


@pytest.mark.parametrize(
    ("query", "word", "before", "first"),
    [
        ("Сенат", "senate", "50(1)", "52"),
        ("сенатты", "senate", "50(1)", "52"),
        ("72 часа", "detention-72-hours", "16(2)", "18(2)"),
        ("72 сағат", "detention-72-hours", "16(2)", "18(2)"),
        ("забастовка", "strike", "24(3)", "27(3)"),
        ("zabastovka", "strike", "24(3)", "27(3)"),
        ("rallies", "rally", "32", "34"),
        ("ereuil", "strike", "24(3)", "27(3)"),
        ("ереуілге шықсам", "strike", "24(3)", "27(3)"),
        ("демонстрациялар", "rally", "32", "34"),
        ("Ассамблея народа", "assembly-of-people", "44()(20)", "70"),
    ],
)
def test_a_word_that_is_gone_is_answered_with_what_stands_there(
    lexicon: Lexicon, query: str, word: str, before: str, first: str
) -> None:
    result = find(lexicon, query, Locale.EN)
    assert result.gone is not None
    assert result.gone.id == word
    assert result.gone.before[0].short == before
    assert places(result)[0] == first
    assert result.gone.note


@pytest.mark.parametrize(
    "query",
    [
        "погода на завтра",
        "футбол",
        "биткоин",
        "ауа райы",
        "weather",
        "pizza recipe",
        "щзщцв",
        "шошқа еті",
        "Қарағанды",
        "в Караганде",
        "Атырау қаласы",
        "Ақтау",
        "Орал",
        "Aktau",
        "Усть-Каменогорск",
    ],
)
def test_what_the_law_does_not_speak_of_is_a_miss(lexicon: Lexicon, query: str) -> None:
    result = find(lexicon, query, Locale.RU)
    assert result.hits == ()
    assert result.tried


@pytest.mark.parametrize(
    ("said", "place"),
    [("Астана", "2(4)"), ("Astana", "2(4)"), ("елге оралу", "24(2)"), ("аким города Алматы", "89(4)")],
)
def test_a_town_beside_other_words_and_the_capital_are_found(lexicon: Lexicon, said: str, place: str) -> None:
    assert places(find(lexicon, said, Locale.RU))[0] == place


@pytest.mark.parametrize(
    "query",
    [
        "токаев", "Tokayev", "Тоқаевты", "Марат", "Марату", "Marat", "Қанат", "Дана", "Dana", "Сарыбай",
        "кошка", "вино", "лето", "жаз", "ветер", "жел",
        "лошадь", "horse", "summer", "назад", "back", "артқа", "новое", "new", "previous", "алдыңғы",
        "военная база", "әскери база", "right to bear arms", "қару ұстау құқығы",
    ],
)  # fmt: skip
def test_a_word_that_is_none_of_the_law_is_not_taken_for_another_one(lexicon: Lexicon, query: str) -> None:
    assert find(lexicon, query, Locale.RU).hits == ()


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("президент Токаев", "42"),
        ("мать", "30"),
        ("граждане", "15"),
        ("лгбт", "16(2)"),
        ("азамат", "13"),
        ("діни", "25"),
    ],
)
def test_a_name_beside_other_words_and_a_word_people_use_for_the_law_are_no_miss(
    lexicon: Lexicon, said: str, place: str
) -> None:
    assert places(find(lexicon, said, Locale.RU))[0].startswith(place)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("роспуск маслихатов", "88(5)"),
        ("маслихат, кто его распускает?", "88(5)"),
        ("задержанного права", "18(3)"),
        ("мәслихатты тарату кімнің құзырында", "88(5)"),
        ("the rights of detained persons", "18(3)"),
    ],
)
def test_a_listed_question_in_other_forms_and_order_opens_its_place(lexicon: Lexicon, said: str, place: str) -> None:
    assert places(find(lexicon, said, Locale.RU))[0] == place


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ("46()(21)", "совет безопасности; Security Council; Қауіпсіздік Кеңесі"),
        ("46()(20)", "администрация президента; presidential administration; президент әкімшілігі"),
        ("8(3)", "вода; воды; водные ресурсы; water; су; су ресурстары"),
        ("35(3)", "могу ли я голосовать если сидел; can a convict vote; сотталған адам дауыс бере ала ма"),
        ("13(2)", "лишение гражданства террористы; will i lose my citizenship if i leave; шетелге кетсем азаматтықтан айыра ма"),
        ("62(1)", "кто может распустить курултай; who can dissolve the kurultai; құрылтайды кім тарата алады"),
        ("88(5)", "кто распускает маслихат; who dissolves the maslikhat; мәслихатты кім таратады"),
        ("47(2)", "указы с силой закона; decrees with force of law; заң күші бар жарлық"),
        ("43(1)", "может ли президент переизбраться; can the president be reelected; президент қайта сайлана ала ма"),
        ("73(4)", "может ли генпрокурор обратиться в КС; can the prosecutor general apply to the constitutional court"),
        ("73(5)", "может ли омбудсмен обратиться в КС; омбудсмен конституциялық сотқа жүгіне ала ма"),
        ("33(3)", "частная школа платная; private school fees; жеке мектеп ақылы"),
        ("90(3)", "отменить решение маслихата; annul a maslikhat decision; мәслихат шешімінің күшін жою"),
        ("21(2)", "банк раскрыл мои данные; police want to search my phone; полиция телефонымды тексергісі келеді"),
        ("69(5)", "отставка премьер-министра; resignation of the prime minister; премьер-министрдің отставкасы"),
        ("60(7)", "48 часов; 48 hours; 48 сағат"),
        ("88(2)", "срок полномочий маслихата; maslikhat term; мәслихаттың өкілеттік мерзімі"),
        ("88(3)", "сколько лет нужно чтобы стать депутатом маслихата; мәслихат депутаты болу үшін неше жас керек"),
        ("28(1)", "может ли государство забрать мой дом; can the state take my house; мемлекет үйімді тартып ала ала ма"),
        ("9(2)", "на каком языке работают госорганы; what language do state bodies use"),
        ("94(1)", "когда принята новая конституция; when was the constitution adopted; конституция қашан қабылданды"),
        ("27(2)", "Меня уволили без причины; i was fired without a reason; мені себепсіз жұмыстан шығарды"),
        ("12(2)", "нарушены мои права; my rights were violated; құқығым бұзылды"),
        ("18(2)", "хабеас корпус; habeas corpus"),
    ],
)  # fmt: skip
def test_the_same_question_opens_the_same_paragraph_in_every_language(lexicon: Lexicon, place: str, asked: str) -> None:
    for question in asked.split("; "):
        assert places(find(lexicon, question, Locale.RU))[0] == place, question


@pytest.mark.parametrize("query", ["частная жизнь", "private life", "жеке өмір"])
def test_beside_a_clearly_best_hit_stands_nothing_that_shares_but_a_word(lexicon: Lexicon, query: str) -> None:
    assert places(find(lexicon, query, Locale.EN)) == ["21(1)"]


@pytest.mark.parametrize(("query", "article"), [("премьер-министр", "66"), ("курултай", "56")])
def test_an_excerpt_is_no_mere_beginning_of_a_list(lexicon: Lexicon, query: str, article: str) -> None:
    hit = next(hit for hit in find(lexicon, query, Locale.RU).hits if hit.reference.article == article)
    assert len("".join(run.text for run in hit.excerpt).partition(":")[2]) > 20


@pytest.mark.parametrize(("query", "still"), [("парламент", True), ("конституционный совет", True), ("сенат", False)])
def test_a_word_that_stands_there_only_of_the_past_is_told_apart(lexicon: Lexicon, query: str, still: bool) -> None:
    gone = find(lexicon, query, Locale.RU).gone
    assert gone is not None
    assert gone.still is still


def test_a_miss_names_what_is_near(lexicon: Lexicon) -> None:
    assert "гражданство" in find(lexicon, "гуржадаство", Locale.RU).near


@pytest.mark.parametrize(
    "query",
    [
        "", " ", "\0", "\ud800", "😀😀😀", '"', "'", "NEAR(", "* OR *", "terms:право", "право AND NOT (", "-право", "^право",
        '"' * 5000, "a" * 1_000_000, "право " * 200_000, "1" * 100_000, "\u0301" * 1000, "ﬁﬂ", "İıẞ", "право\0на\0жизнь",
    ],
)  # fmt: skip
def test_bad_input_is_answered_at_once(lexicon: Lexicon, query: str) -> None:
    result = find(lexicon, query, Locale.KK)
    assert len(result.tried) <= WORD_LIMIT
    assert all(len(word) <= LETTER_LIMIT for word in result.tried)


@settings(max_examples=300, deadline=None)
@given(query=st.text(max_size=200))
async def test_any_text_is_answered(corpus_lexicon: Lexicon, query: str) -> None:
    for hit in find(corpus_lexicon, query, Locale.EN).hits:
        assert hit.excerpt or not hit.text


@pytest.fixture(scope="session")
def corpus_lexicon(data_dir: Path) -> Lexicon:
    """The lexicon alone, for a test that hypothesis repeats."""

    async def loaded() -> Lexicon:
        async with Corpus.open(data_dir / "corpus.db") as opened:
            return await lexicon_of(opened)

    return asyncio.run(loaded())


async def test_our_queries_reach_the_goals(corpus: Corpus) -> None:
    found = await tallies(corpus, queries())
    assert good(found), "\n".join(found[name].line(name) for name in sorted(found))


@pytest.mark.official
async def test_our_queries_reach_the_goals_with_official_texts(official_corpus: Corpus) -> None:
    assert good(await tallies(official_corpus, queries()))


def test_there_are_enough_queries_of_every_kind() -> None:
    rows = queries()
    assert len(rows) >= 200
    kinds = {"keyword", "question", "colloquial", "inflected", "misspelt", "transliterated", "absent"}
    for locale in Locale:
        assert {row["kind"] for row in rows if row["language"] == locale} == kinds
    assert len({(row["language"], row["query"]) for row in rows}) == len(rows)
    assert {row["part"] for row in rows} == {"tuning", "held-out"}


async def test_ask_a_reference(corpus: Corpus) -> None:
    answer = await ask(corpus, "ст. 17 п. 2", Locale.RU)
    assert answer["kind"] == "reference"
    assert answer["reference"] == {"edition": "2026", "article": "17", "paragraph": "2", "subparagraph": None}
    assert [(r["article"], r["paragraph"]) for r in answer["results"]] == [("17", "2")]


async def test_ask_an_open_reference(corpus: Corpus) -> None:
    answer = await ask(corpus, "83-1", Locale.KK)
    assert answer["reference"]["edition"] == "1995"
    assert answer["alternatives"] == [{"edition": "2026", "article": "83", "paragraph": "1", "subparagraph": None}]


async def test_ask_a_provision_that_does_not_exist(corpus: Corpus) -> None:
    answer = await ask(corpus, "статья 999", Locale.RU)
    assert (answer["kind"], answer["reference"]["article"], answer["results"]) == ("reference", "999", [])
    answer = await ask(corpus, "17(2)(9)", Locale.RU)
    assert (answer["kind"], answer["reference"]["subparagraph"], answer["results"]) == ("reference", "9", [])
    answer = await ask(corpus, "ст. 17 УК РК", Locale.RU)
    assert answer["reference"] is None


async def test_ask_a_section(corpus: Corpus) -> None:
    answer = await ask(corpus, "раздел VII", Locale.RU)
    assert answer["reference"]["section"] == 7
    assert [r["article"] for r in answer["results"]] == ["72", "73", "74", "75"]


async def test_ask_words(corpus: Corpus) -> None:
    answer = await ask(corpus, "өлім жазасы", Locale.KK)
    assert answer["kind"] == "search"
    assert answer["results"][0]["article"] == "17"
    assert set(answer["results"][0]) == {"edition", "article", "paragraph", "title", "score"}
    scores = [result["score"] for result in answer["results"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("text", ["", "погода", "\ud800", "x" * 100_000])
async def test_ask_what_nobody_knows(corpus: Corpus, text: str) -> None:
    answer = await ask(corpus, text, Locale.RU)
    assert (answer["kind"], answer["results"]) == ("miss", [])
    json.dumps(answer).encode()


@pytest.mark.parametrize(
    ("question", "nearer"),
    [
        ("сколько стоит большой торт", True),  # two words of the phrase about cakes, one of that about borders
        ("сколько стоит граница", False),
        ("торт на границе страны", False),
        ("яблоко", False),  # of neither
    ],
)
def test_a_question_is_refused_where_another_matter_is_nearer(question: str, nearer: bool) -> None:
    beside = Beside(
        [(Locale.RU, "торт стоит большой")], [frozenset({"rграниц", "rстран"}), frozenset({"rсто", "rзаконопроект"})]
    )
    assert beside.is_meant(question) is nearer


def test_what_is_surely_about_the_law_is_not_refused() -> None:
    law = frozenset(index_term(word, Locale.EN) for word in ("flat", "queue", "city", "family"))
    beside = Beside([(Locale.EN, "queue flat city")], [law])
    assert not beside.is_meant("queue for a flat in the city")
    assert beside.is_meant("queue for a flat in the city near a market")


async def test_one_load_serves_everybody_who_waits(data_dir: Path) -> None:
    async with Corpus.open(data_dir / "corpus.db") as corpus:
        _loaded.pop(corpus.fingerprint, None)
        first, second = await asyncio.gather(lexicon_of(corpus), lexicon_of(corpus))
        assert first is second is await lexicon_of(corpus)


def test_all_words_of_a_listed_phrase_refuse_a_question() -> None:
    law = frozenset(index_term(word, Locale.KK) for word in ("ауа", "ластанса"))
    beside = Beside([(Locale.KK, "ауа райы қандай")], [law])
    assert beside.is_meant("бүгін ауа райы қандай екен")
    assert beside.is_meant("ауа райы кандай")  # without Kazakh letters
    assert not beside.is_meant("ауа ластанса қандай құқығым бар")


def test_a_word_of_the_law_outweighs_a_word_of_another_matter() -> None:
    beside = Beside([(Locale.RU, "инстаграм")], [frozenset({"rценз"}), frozenset({"rцензур", "rзапрет"})])
    assert beside.is_meant("инстаграм не работает")
    assert not beside.is_meant("запрет цензуры в инстаграм")
