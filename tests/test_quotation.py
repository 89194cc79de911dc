"""A pasted passage is recognised, or its changed words are named; invented clauses stand in for the law."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from bot.translator import tr_for
from content.cards.quotation import quotation_card
from content.corpus import Corpus
from content.diff import Side
from content.model import Edition, Locale, Reference
from content.quotation import Part, Quotation, Quotations, Verdict, quotations_of
from content.render_plain import render_plain
from handlers.callbacks import CompareButton
from handlers.compare_keyboards import quotation_keyboard

NEW, OLD = Edition.Y2026, Edition.Y1995
TAIL = "Вход в сад, осмотр его теплиц и погребов возможны в случаях и в порядке, которые установил сход"
CLAUSES = [
    (Locale.RU, Reference(NEW, "7", "1"), "Каждый садовник вправе поливать свои деревья утром и вечером круглый год."),
    (
        Locale.RU,
        Reference(NEW, "7", "2"),
        "Никто не вправе срывать чужие яблоки без согласия хозяина сада и его соседа.",
    ),
    (
        Locale.RU,
        Reference(NEW, "8", "1"),
        f"Сад неприкосновенен. Вырубка деревьев и вывоз земли не допускаются, иначе как по решению схода. {TAIL}.",
    ),
    (Locale.RU, Reference(NEW, "8", "2"), "Садовый сторож не спит."),
    (
        Locale.RU,
        Reference(OLD, "6", "3"),
        "Сад неприкосновенен. Вырубка деревьев запрещается. Ночью сад закрыт для всех.",
    ),
    (Locale.RU, Reference(OLD, "9", "1"), "Садовнику запрещается поливать деревья в полдень, если нет дождя и ветра."),
    (
        Locale.KK,
        Reference(NEW, "7", "1"),
        "Әрбір бағбанның өз ағаштарын таңертең және кешке жыл бойы суаруға құқығы бар.",
    ),
]
QUOTATIONS = Quotations(CLAUSES)


@pytest.mark.parametrize(
    ("passage", "verdict", "place"),
    [
        ("Никто не вправе срывать чужие яблоки без согласия хозяина сада и его соседа.", Verdict.MATCHES, "7(2)"),
        ("никто не вправе СРЫВАТЬ чужие яблоки без согласия хозяина сада", Verdict.MATCHES, "7(2)"),
        ("Статья 7\n2. Никто не вправе срывать чужие яблоки без согласия хозяина сада", Verdict.MATCHES, "7(2)"),
        ("утром и вечером круглый год.\n2. Никто не вправе срывать чужие яблоки", Verdict.MATCHES, "7"),
        ("Әpбip бaғбaнның өз aғaштapын тaңepтeң жәнe кeшкe жыл бoйы cyapyғa", Verdict.MATCHES, "7(1)"),
        ("запрещается поливать деревья в полдень, если нет дождя и ветра", Verdict.ONLY_1995, "9(1)"),
    ],
)
def test_the_words_of_the_law_are_recognised(passage: str, verdict: Verdict, place: str) -> None:
    found = QUOTATIONS.check(passage)
    assert found is not None
    assert found.reference is not None
    assert (found.verdict, found.reference.short) == (verdict, place)


def test_changed_words_are_named() -> None:
    found = QUOTATIONS.check("Никто не вправе срывать чужие груши без согласия хозяина сада и его соседа.")
    assert found is not None
    assert found.verdict is Verdict.DIFFERS
    assert found.reference == Reference(NEW, "7", "2")
    changed = [(run.before.strip(), run.after.strip()) for run in found.runs if run.side is not Side.KEPT]
    assert changed == [("яблоки", ""), ("", "груши")]


def seen(found: Quotation | None) -> str:
    """The comparison as a line: [-only official-], {+only in the passage+}."""
    assert found is not None
    form = {Side.KEPT: "{0.before}", Side.OLD: "[-{0.before}-]", Side.NEW: "{{+{0.after}+}}"}
    return "".join(form[run.side].format(run) for run in found.runs).strip()


@pytest.mark.parametrize(
    ("passage", "line"),
    [
        (
            f"Сад неприкосновенен. {TAIL}.",
            f"Сад неприкосновенен. [-Вырубка деревьев и вывоз земли не допускаются, иначе как по решению схода-]. {TAIL}.",
        ),
        (TAIL.replace("теплиц и ", ""), TAIL.replace("теплиц и", "[-теплиц и-]") + "."),
        (
            "В статье 7 сказано: «Никто не вправе срывать чужие груши без согласия хозяина сада и его соседа»",
            "Никто не вправе срывать чужие [-яблоки-]{+груши+} без согласия хозяина сада и его соседа.",
        ),
    ],
)
def test_only_words_that_stand_on_one_side_alone_are_marked(passage: str, line: str) -> None:
    found = QUOTATIONS.check(passage)
    assert found is not None
    assert found.verdict is Verdict.DIFFERS
    assert seen(found) == line


def test_a_comparison_ends_with_its_paragraph() -> None:
    found = QUOTATIONS.check("Каждый садовник обязан поливать свои деревья утром и вечером круглый год")
    assert seen(found) == "Каждый садовник [-вправе-]{+обязан+} поливать свои деревья утром и вечером круглый год."


@pytest.mark.parametrize(
    "passage",
    [
        "В статье 7 сказано: «Никто не вправе срывать чужие яблоки без согласия хозяина сада»",
        'Сосед говорит: "Никто не вправе срывать чужие яблоки без согласия хозяина сада и его соседа".',
        "“Никто не вправе срывать чужие яблоки без согласия хозяина сада” — так?",
    ],
)
def test_what_stands_in_quotation_marks_is_checked(passage: str) -> None:
    found = QUOTATIONS.check(passage)
    assert found is not None
    assert (found.verdict, found.reference) == (Verdict.MATCHES, Reference(NEW, "7", "2"))


@pytest.mark.parametrize(
    ("passage", "verdict", "place"),
    [
        ("Садовый сторож не спит.", Verdict.MATCHES, Reference(NEW, "8", "2")),
        ("Садовый сторож не спит", Verdict.MATCHES, Reference(NEW, "8", "2")),
        ("«Сад неприкосновенен»", Verdict.MATCHES, Reference(NEW, "8", "1")),
        ("Сад неприкосновенен.", Verdict.MATCHES, Reference(NEW, "8", "1")),
        ("Вырубка деревьев запрещается.", Verdict.ONLY_1995, Reference(OLD, "6", "3")),
    ],
)
def test_a_short_passage_that_is_a_whole_sentence_is_recognised(
    passage: str, verdict: Verdict, place: Reference
) -> None:
    found = QUOTATIONS.check(passage)
    assert found is not None
    assert (found.verdict, found.reference) == (verdict, place)


@pytest.mark.parametrize(
    "words",
    ["Сад неприкосновенен", "садовый сторож не спит", "Садовый сторож не спит?", "Садовый сторож", "сторож сада"],
)
def test_ordinary_words_are_no_short_quotation(words: str) -> None:
    assert QUOTATIONS.check(words) is None


@pytest.mark.parametrize(
    "passage",
    [
        "Статья 7. 1. Каждый садовник вправе поливать свои деревья утром и вечером круглый год. 2. Никто не вправе.",
        "7-бап\n1. Каждый садовник вправе поливать свои деревья утром и вечером круглый год.\n\n2) Никто не вправе",
        "п. 2 ст. 7: ‹Никто не вправе срывать чужие яблоки без согласия хозяина сада и его соседа.›. Правильно?",
        "7-баптың 2-тармағы: Никто не вправе срывать чужие яблоки без согласия хозяина сада, рас па?",
        "Никто не вправе срывать чужие яблоки без согласия хозяина сада и его соседа. Is that right?",
        "Правда ли, что никто не вправе срывать чужие яблоки без согласия хозяина сада и его соседа?",
        "Никто не впра-\nве срывать чужие яб-\nлоки без согла\u00adсия хозяина\nсада и его сосе\u00adда.",
        "2. Никто не вправе срывать чужие яблоки без согласия хозяина сада\n\nСноска. Статья 7 изменена в 2001 году.",
    ],
)
def test_labels_questions_and_broken_lines_are_no_words_of_the_passage(passage: str) -> None:
    found = QUOTATIONS.check(passage)
    assert found is not None
    assert found.verdict is Verdict.MATCHES
    assert found.reference is not None
    assert found.reference.article == "7"


def test_changed_words_are_named_without_the_labels_around_them() -> None:
    found = QUOTATIONS.check(
        "Статья 7. 2. Никто не вправе срывать чужие груши без согласия хозяина сада и его соседа. Верно?"
    )
    assert found is not None
    changed = [(run.before.strip(), run.after.strip()) for run in found.runs if run.side is not Side.KEPT]
    assert changed == [("яблоки", ""), ("", "груши")]


@pytest.mark.parametrize(
    "passage",
    ["Садовый сторож не спит, это так?", "п. 2 ст. 8: Садовый сторож не спит. Верно?", "Правда ли, что Садовый сторож не спит?"],
)  # fmt: skip
def test_a_question_about_a_short_sentence_is_about_that_sentence(passage: str) -> None:
    found = QUOTATIONS.check(passage)
    assert found is not None
    assert (found.verdict, found.reference) == (Verdict.MATCHES, Reference(NEW, "8", "2"))


def test_short_sentences_are_recognised_together() -> None:
    found = QUOTATIONS.check("Вырубка деревьев запрещается. Ночью сад закрыт для всех.")
    assert found is not None
    assert (found.verdict, found.reference) == (Verdict.ONLY_1995, Reference(OLD, "6", "3"))


def test_a_message_that_was_cut_at_its_end_is_recognised() -> None:
    words = " ".join(f"сад{n} и огород{n};" for n in range(400))
    long = Quotations([(Locale.RU, Reference(NEW, "7", "1"), f"Хозяин имеет {words}")])
    found = long.check(f"Хозяин имеет {words}"[:4096])
    assert found is not None
    assert found.verdict is Verdict.MATCHES


def test_words_of_1995_name_what_became_of_their_place() -> None:
    passage = "Садовнику запрещается поливать деревья в полдень, если нет дождя и ветра."
    for became, nearest in (
        ({}, None),
        ({Reference(OLD, "9"): Reference(NEW, "8")}, Reference(NEW, "8")),
        ({Reference(OLD, "9"): Reference(NEW, "8"), Reference(OLD, "9", "1"): Reference(NEW, "7", "1")}, Reference(NEW, "7", "1")),
    ):  # fmt: skip
        found = Quotations(CLAUSES, became).check(passage)
        assert found is not None
        assert (found.verdict, found.nearest) == (Verdict.ONLY_1995, nearest)


@pytest.mark.parametrize(
    ("words", "is_stated"),
    [
        ("Все люди рождаются свободными и равными в своём достоинстве и правах.", True),
        ("Все люди рождаются свободными и равными в достоинстве, они наделены разумом и совестью", True),
        ("«Дыни из Жаркента продаются на рынке по очень хорошей цене»", True),
        ("We the People of the United States, in Order to form a more perfect Union, establish Justice", True),
        ("Барлық адам азат және құқықтары мен абыройы тең болып дүниеге келеді, ар-ождан берілген.", True),
        ("Полиция остановила машину и требует открыть багажник без объяснения причин.", False),
        ("Меня уволили без причины, мои права гражданина и человека нарушены, закон молчит.", False),
        ("Может ли человек и гражданин другого государства купить дом и землю?", False),
        ("право человека и гражданина на землю и дом в другом государстве", False),
    ],
)
def test_a_passage_that_is_given_out_as_the_law_is_told_from_a_question(words: str, is_stated: bool) -> None:
    found = QUOTATIONS.check(words)
    assert found is not None
    assert found.verdict is Verdict.NOT_FOUND
    assert found.stated is is_stated


def test_what_comes_closest_to_an_unknown_passage_is_named() -> None:
    found = Quotation(Verdict.NOT_FOUND, nearest=Reference(NEW, "7"), stated=True)
    card = render_plain(quotation_card(found, tr_for(Locale.EN)))[0].html
    assert "were not found" in card
    assert "art. 7 (2026)" in card


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("срывать чужие яблоки без", (Reference(NEW, "7", "2"),)),
        ("«чужие яблоки без согласия»", (Reference(NEW, "7", "2"),)),
        ("Сад неприкосновенен. Вырубка деревьев", (Reference(NEW, "8", "1"),)),
        ("закрыт для всех", ()),
        ("сад закрыт для всех", (Reference(OLD, "6", "3"),)),
        ("чужие яблоки без спроса", ()),
        ("", ()),
        ("\0 \ud800 ! ?", ()),
    ],
)
def test_a_few_words_that_stand_just_so_are_found(words: str, places: tuple[Reference, ...]) -> None:
    assert QUOTATIONS.standing(words) == places


def test_each_sentence_of_1995_that_stands_in_2026_is_named() -> None:
    found = QUOTATIONS.check("3. Сад неприкосновенен. Вырубка деревьев запрещается. Ночью сад закрыт для всех.")
    assert found is not None
    assert found.verdict is Verdict.ONLY_1995
    assert found.reference == Reference(OLD, "6", "3")
    assert found.parts == (
        Part("Сад неприкосновенен", Reference(NEW, "8", "1"), Reference(OLD, "6", "3")),
        Part("Вырубка деревьев запрещается", None, Reference(OLD, "6", "3")),
        Part("Ночью сад закрыт для всех", None, Reference(OLD, "6", "3")),
    )
    assert found.nearest == Reference(NEW, "8", "1")
    tr = tr_for(Locale.EN)
    card = render_plain(quotation_card(found, tr))[0].html
    assert "stand together only in the text of 1995" in card
    assert "Сад неприкосновенен — <b>art. 8(1) (2026), art. 6(3) (1995)</b>" in card
    data = [b.callback_data for row in quotation_keyboard(found, tr).inline_keyboard for b in row]
    assert data == ["a1:1995:6:3:0", "a1:2026:8:1:0", CompareButton(edition=OLD, article="6").pack()]


def test_sentences_of_several_places_are_told_apart() -> None:
    found = QUOTATIONS.check(
        "Сад неприкосновенен. Никто не вправе срывать чужие яблоки без согласия хозяина. Ешьте дыни."
    )
    assert found is not None
    assert found.verdict is Verdict.PARTS
    assert [part.places[:1] for part in found.parts] == [(Reference(NEW, "8", "1"),), (Reference(NEW, "7", "2"),), ()]
    assert "not found word for word" in render_plain(quotation_card(found, tr_for(Locale.EN)))[0].html


def test_other_words_are_not_found() -> None:
    found = QUOTATIONS.check("Вчера на рынке продавали очень вкусные дыни из Жаркента по хорошей цене")
    assert found is not None
    assert found.verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize("passage", ["", "Никто не вправе срывать чужие яблоки", "\0", "\ud800", "😀" * 5000])
def test_a_short_passage_is_no_quotation(passage: str) -> None:
    assert QUOTATIONS.check(passage) is None


def test_a_question_with_a_phrase_of_the_law_is_no_quotation() -> None:
    found = QUOTATIONS.check("что мне будет если срывать чужие яблоки без согласия деда")
    assert found is not None
    assert found.verdict is Verdict.NOT_FOUND


def test_a_megabyte_is_cut() -> None:
    found = QUOTATIONS.check("яблоки и груши " * 80_000)
    assert found is not None
    assert found.verdict is Verdict.NOT_FOUND


def test_without_texts_nothing_is_said() -> None:
    assert Quotations([]).check("Никто не вправе срывать чужие яблоки без согласия хозяина сада") is None


@pytest.mark.official
async def test_sentences_cut_out_of_the_law_are_the_only_marks(official_corpus: Corpus) -> None:
    quotations = await quotations_of(official_corpus)
    for locale, ref, text in await official_corpus.official_clauses():
        sentences = re.split(r"(?<=[.])\s+(?=[^\W\d_])", text)
        if ref.edition is not NEW or len(sentences) < 3 or len(" ".join(sentences[2:]).split()) < 9:
            continue
        found = quotations.check(" ".join([sentences[0], *sentences[2:]]))
        assert found is not None, ref
        if found.verdict is Verdict.DIFFERS:
            assert (found.reference, found.locale) == (ref, locale)
            assert "".join(run.after for run in found.runs if run.side is Side.NEW) == "", ref
            assert "".join(run.before for run in found.runs) == " ".join(text.split()), ref
        else:
            assert found.verdict in (Verdict.PARTS, Verdict.MATCHES), ref


@pytest.mark.official
@pytest.mark.parametrize(
    ("passage", "verdict", "place"),
    [
        ("Жилище неприкосновенно.", Verdict.MATCHES, Reference(NEW, "28", "1")),
        ("Смертная казнь запрещена.", Verdict.MATCHES, Reference(NEW, "17", "3")),
        ("Смертная казнь запрещается.", Verdict.ONLY_1995, Reference(OLD, "15", "2")),
        ("Өлім жазасына тыйым салынған", Verdict.MATCHES, Reference(NEW, "17", "3")),
    ],
)
async def test_short_sentences_of_the_law(
    official_corpus: Corpus, passage: str, verdict: Verdict, place: Reference
) -> None:
    found = (await quotations_of(official_corpus)).check(passage)
    assert found is not None
    assert (found.verdict, found.reference) == (verdict, place)


def pasted_forms(locale: Locale, ref: Reference, clauses: list[tuple[Reference, str]]) -> dict[str, str]:
    """An article as people paste it: numbered or not, in lines or in one, hyphenated, quoted, asked about."""
    lines, last = [], ref
    for place, text in clauses:
        point = place.subparagraph and place != last
        number = (
            f"{place.subparagraph}) " if point else f"{place.paragraph}. " if place.paragraph != last.paragraph else ""
        )
        lines.append(number + text)
        last = place
    numbered, bare = "\n".join(lines), " ".join(text for _, text in clauses)
    in_kazakh = locale is Locale.KK
    head = f"{ref.article}-бап" if in_kazakh else f"Статья {ref.article}"
    ask = "Дұрыс па?" if in_kazakh else "Правильно?"
    return {
        "bare": bare,
        "numbered": numbered,
        "headed": f"{head}\n{numbered}",
        "one line": f"{head}. {' '.join(lines)}",
        "quoted": f"{head}: «{bare}» — {ask}",
        "asked": f"{head}: {' '.join(lines)} {ask}",
        "wrapped": "\n".join(textwrap.wrap(f"{head}. {numbered}", 40, break_long_words=False, break_on_hyphens=False)),
        "hyphenated": re.sub(r"\b([^\W\d_]{5})([^\W\d_]{5,})\b", "\\1-\n\\2", bare),
        "soft": re.sub(r"([^\W\d_]{4})([^\W\d_]{4})", "\\1\u00ad\\2", f"{head}.\n{numbered}"),
    }


@pytest.mark.official
@pytest.mark.parametrize("edition", list(Edition))
async def test_every_article_is_recognised_however_it_is_pasted(official_corpus: Corpus, edition: Edition) -> None:
    quotations = await quotations_of(official_corpus)
    articles: dict[tuple[Locale, Reference], list[tuple[Reference, str]]] = {}
    for locale, ref, text in await official_corpus.official_clauses():
        if ref.edition is edition:
            articles.setdefault((locale, ref.whole_article), []).append((ref, text))
    for (locale, article), clauses in articles.items():
        if article.article == "preamble" or sum(len(text.split()) for _, text in clauses) < 9:
            continue
        for name, passage in pasted_forms(locale, article, clauses).items():
            found = quotations.check(passage[:4096])
            assert found is not None, (locale, article, name)
            assert found.reference is not None, (locale, article, name)
            same = found.verdict is Verdict.MATCHES or (found.verdict is Verdict.ONLY_1995 and edition is OLD)
            assert same, (locale, article, name, found)


@pytest.mark.official
async def test_peaceful_assembly_of_1995_leads_to_where_it_stands_now(official_corpus: Corpus) -> None:
    (words,) = [
        text
        for locale, ref, text in await official_corpus.official_clauses()
        if locale is Locale.RU and ref.whole_article == Reference(OLD, "32")
    ]
    found = (await quotations_of(official_corpus)).check(words)
    assert found is not None
    assert found.verdict is Verdict.ONLY_1995
    assert found.nearest is not None
    assert found.nearest.whole_article == Reference(NEW, "34")


@pytest.mark.official
async def test_any_four_words_of_the_law_find_their_place(official_corpus: Corpus) -> None:
    quotations = await quotations_of(official_corpus)
    for _, ref, text in await official_corpus.official_clauses():
        words = re.findall(r"\w+(?:-\w+)*", text)
        for at in range(0, len(words) - 4, 9) if ref.edition is NEW else ():
            assert ref.whole_article in {p.whole_article for p in quotations.standing(" ".join(words[at : at + 4]))}, (
                ref
            )


@pytest.mark.official
async def test_an_old_paragraph_that_was_split_names_the_new_place(official_corpus: Corpus) -> None:
    passage = "Никто не вправе произвольно лишать человека жизни. Смертная казнь запрещается."
    found = (await quotations_of(official_corpus)).check(passage)
    assert found is not None
    assert (found.verdict, found.reference) == (Verdict.ONLY_1995, Reference(OLD, "15", "2"))
    assert [part.after for part in found.parts] == [Reference(NEW, "17", "2"), None]


@pytest.mark.official
async def test_what_people_ask_is_no_quotation(official_corpus: Corpus) -> None:
    quotations = await quotations_of(official_corpus)
    asked = (Path(__file__).parents[1] / "benchmarks" / "search_queries.tsv").read_text("utf-8").split("\n")
    words = [field for line in asked for field in line.split("\t") if " " in field]
    assert len(words) > 200
    for one in words:
        found = quotations.check(one)
        assert found is None or found.reference is None, one
