"""The corpus: built aside and swapped in, followed by a running library, exported and built again without loss."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from bot import corpus_setup
from bot.config import read_config
from bot.translator import tr_for
from content.build import build_corpus
from content.cards import Entry, words_of
from content.cards.claims import claims_card, look_up, places_of
from content.checks import check_sources, missing_files
from content.corpus import Corpus
from content.corpus.file import CORPUS_VERSION, fault_of
from content.corpus.library import Library
from content.errors import (
    CorpusError,
    NoSuchArticle,
    NoSuchParagraph,
    NoSuchPoint,
    NoSuchSection,
    NoSuchTopic,
    SourceError,
)
from content.export import export_corpus, short
from content.export_reader import read_export
from content.language_checks import check_language
from content.model import Edition, Kind, Locale, Reference
from content.reference import Reading
from content.source_files import SOURCES, load_sources

SMALL = Path(__file__).parent / "small" / "sources"

ISLAND = Reference(Edition.Y2026, "1")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.db"
    build_corpus(path, load_sources(SMALL))
    return path


@pytest_asyncio.fixture
async def small(file: Path) -> AsyncIterator[Corpus]:
    async with Corpus.open(file) as corpus:
        yield corpus


def changed(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """A copy of the small sources with one thing changed."""
    folder = tmp_path / "sources"
    shutil.copytree(SMALL, folder)
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return folder


async def test_a_provision_comes_with_words_relation_and_neighbours(small: Corpus) -> None:
    found = await small.provision(ISLAND, Locale.RU)
    assert found.title == "Вода родников"
    assert [line.number for line in found.summary] == ["1", "2"]
    assert found.section is not None
    assert (found.section.roman, found.previous, found.next) == ("I", "preamble", "2")
    assert found.relation is not None
    assert (found.relation.kind, [r.short for r in found.relation.before]) == (Kind.REWORDED, ["1"])
    assert [(r.kind, [b.short for b in r.before]) for r in found.paragraph_relations] == [
        (Kind.REWORDED, ["1(1)"]),
        (Kind.NEW, []),
    ]
    assert found.official is None


async def test_sub_points_belong_to_their_line(small: Corpus) -> None:
    found = await small.provision(Reference(Edition.Y2026, "2"), Locale.EN)
    (line,) = found.summary
    assert line.number is None
    assert [(point.number, point.text) for point in line.points] == [
        ("1", "Lights the lighthouse."),
        ("2", "Counts the boats."),
    ]


async def test_the_backward_map_follows_from_the_forward_one(small: Corpus) -> None:
    old = await small.provision(Reference(Edition.Y1995, "1"), Locale.KK)
    assert [(r.kind, [a.short for a in r.after]) for r in old.paragraph_relations] == [
        (Kind.REWORDED, ["1(1)"]),
        (Kind.DROPPED, []),
    ]


async def test_inserted_and_excluded_articles_stand_in_order(small: Corpus) -> None:
    assert small.outline.articles[Edition.Y1995] == ("preamble", "1", "2", "2-1", "3")
    assert (await small.provision(Reference(Edition.Y1995, "3"), Locale.KK)).excluded


async def test_what_does_not_exist_is_told_with_the_nearest(small: Corpus) -> None:
    with pytest.raises(NoSuchArticle) as no_article:
        await small.provision(Reference(Edition.Y2026, "999"), Locale.KK)
    assert (no_article.value.last, no_article.value.nearest) == ("3", "3")
    with pytest.raises(NoSuchParagraph) as no_paragraph:
        await small.provision(Reference(Edition.Y2026, "1", "9"), Locale.KK)
    assert no_paragraph.value.paragraphs == ("1", "2")
    with pytest.raises(NoSuchSection):
        await small.section(Edition.Y1995, 2, Locale.KK)
    with pytest.raises(NoSuchTopic):
        await small.topic("fire", Locale.KK)


async def test_a_sub_point_that_does_not_exist_is_told_with_those_that_do(small: Corpus) -> None:
    with pytest.raises(NoSuchPoint) as loose:
        await small.provision(Reference(Edition.Y2026, "2", None, "9"), Locale.KK)
    assert (loose.value.points, loose.value.nearest.short) == (("1", "2"), "2")
    with pytest.raises(NoSuchPoint) as inside:
        await small.provision(Reference(Edition.Y2026, "1", "2", "9"), Locale.KK)
    assert (inside.value.points, inside.value.nearest.short) == ((), "1(2)")
    with pytest.raises(NoSuchParagraph) as paragraph:
        await small.provision(Reference(Edition.Y2026, "1", "9", "1"), Locale.KK)
    assert not isinstance(paragraph.value, NoSuchPoint)


async def test_a_sub_point_stands_alone_under_the_words_that_open_its_list(small: Corpus) -> None:
    found = await small.provision(Reference(Edition.Y2026, "2", None, "2"), Locale.EN)
    (line,) = found.lines
    assert (line.text, [point.text for point in line.points]) == ("The lighthouse council:", ["Counts the boats."])


async def test_a_message_that_names_an_impossible_sub_point_is_told_so(small: Corpus) -> None:
    named = (Reference(Edition.Y2026, "2", None, "2"), Reference(Edition.Y2026, "2", None, "9"))
    claims = await look_up(small, [Reading(place, False) for place in named], Locale.EN)
    assert places_of(claims) == [named[0], named[0].whole_article]
    card = claims_card(claims, tr_for(Locale.EN))
    said = [words_of(block.text) for block in card.blocks if isinstance(block, Entry)]
    assert said[0].endswith("The lighthouse council: 2) Counts the boats.")
    assert said[1] == "There is no such subparagraph in art. 2 (2026). Its subparagraphs: 1, 2."


async def test_numbers_do_not_part_from_their_nouns(small: Corpus) -> None:
    found = await small.provision(Reference(Edition.Y2026, "3"), Locale.RU)
    assert found.summary[0].text == "Островом управляет избранный на 7\N{NO-BREAK SPACE}лет."


async def test_counts_come_from_the_corpus(small: Corpus) -> None:
    counts = await small.relation_counts(Edition.Y2026)
    assert counts == {1: {Kind.REWORDED: 1, Kind.NEW: 1}, 2: {Kind.MERGED: 1}}
    assert await small.articles_by_kind(Edition.Y2026, Kind.NEW) == ("2",)
    assert await small.articles_by_kind(Edition.Y2026, Kind.NEW, 2) == ()


async def test_a_topic_has_rights_and_duties_side_by_side(small: Corpus) -> None:
    topic = await small.topic("water", Locale.EN)
    assert [line.reference.short for line in topic.rights] == ["1(1)"]
    assert [line.reference.short for line in topic.duties] == ["1(2)"]


async def test_an_explainer_has_its_place_in_the_course(small: Corpus) -> None:
    explainer = await small.explainer("spring", Locale.KK)
    assert explainer is not None
    assert (explainer.position, [r.edition for r in explainer.references]) == (1, [Edition.Y2026, Edition.Y1995])
    assert await small.explainer("autumn", Locale.KK) is None


def test_export_then_build_loses_nothing(file: Path, tmp_path: Path) -> None:
    first = export_corpus(file)
    again = tmp_path / "again.db"
    build_corpus(again, *read_export(json.loads(json.dumps(first))))
    assert export_corpus(again) == first


def test_export_then_build_loses_nothing_of_the_whole(official_dir: Path, tmp_path: Path) -> None:
    first = export_corpus(official_dir / "corpus.db")
    assert len(first["official_texts"]) == 4
    again = tmp_path / "again.db"
    build_corpus(again, *read_export(json.loads(json.dumps(first))))
    second = export_corpus(again)
    for key in first:
        assert second[key] == first[key], key


def test_the_fingerprint_is_of_the_content_alone(file: Path, tmp_path: Path) -> None:
    first = export_corpus(file)["fingerprint"]
    again, other = tmp_path / "again.db", tmp_path / "other.db"
    build_corpus(again, load_sources(SMALL), inputs="another folder")
    assert export_corpus(again)["fingerprint"] == first
    build_corpus(other, load_sources(changed(tmp_path, "2026/003.yaml", "Островом управляет", "Островом правит")))
    assert export_corpus(other)["fingerprint"] != first


def test_both_sides_name_every_pair_of_places(data_dir: Path) -> None:
    relations = export_corpus(data_dir / "corpus.db")["relations"]

    def pairs(edition: str, *, derived: bool) -> set[tuple[str, str]]:
        told = [one for one in relations if one["edition"] == edition and one["derived"] is derived]
        return {(short(before), short(after)) for one in told for before in one["from"] for after in one["to"]}

    forth, back = pairs("2026", derived=False), pairs("1995", derived=True)
    assert len(forth) > 300
    assert back <= forth <= back | pairs("1995", derived=False)
    assert not pairs("2026", derived=True)


def test_an_export_of_another_kind_is_refused() -> None:
    with pytest.raises(SourceError, match="format"):
        read_export({"format": 99})
    with pytest.raises(SourceError, match="not an export"):
        read_export({"format": 2, "editions": 7})


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("2026/001.yaml", "ru: Вода родников,", "ро: Вода,", "2026/001.yaml:3: title.ru: Field required"),
        ("2026/001.yaml", 'number: "2"', 'number: "two"', "2026/001.yaml:9: paragraphs.1.number: String should match"),
        ("2026/001.yaml", "article: ", "article: [", "2026/001.yaml:3: expected YAML"),
        ("2026/003.yaml", 'article: "3"', 'article: "9"', "2026/003.yaml:1: by what stands in it"),
        ("2026/003.yaml", "на 7 лет", "на 8 лет", "2026/003.yaml:5: paragraphs.0: expected the same figures"),
        ("2026/003.yaml", "Островом управляет", "Оcтровом управляет", "2026/003.yaml:7: a Latin and a Cyrillic letter side by side in one word: Оcтровом"),
        ("topics/water.yaml", "kk: [су, бұлақ,", "kk: [су, бұлaқ,", "topics/water.yaml:13: a Latin and a Cyrillic letter side by side in one word: бұлaқ"),
        ("glossary.yaml", "kk: бұлақ", "kk: бұлaқ", "a Latin and a Cyrillic letter side by side in one word: бұлaқ"),
        ("2026/003.yaml", "Островом управляет", "Островом лучше управляет", "an evaluative word: лучше"),
        ("2026/001.yaml", "Вода родников общая", 'Вода "родников" общая', "expected quotation marks «…»"),
        ("2026/001.yaml", "Вода родников общая", "Вода - общая", "expected a dash as “ — ”"),
        ("2026/001.yaml", "en: Spring water}", "en: Springs and wells and rivers and lakes and seas and every other water}", "expected at most 60"),
        ("changes/2026/003.yaml", '["2", "2-1"]', '["2", "7"]', "there is no article 7 in 1995"),
        ("changes/2026/003.yaml", '["2", "2-1"]', '["2"]', "whose file does not name 2-1 back"),
        ("changes/2026/003.yaml", "kind: merged", "kind: new", "new and dropped have no partners"),
        ("changes/2026/002.yaml", "kind: new", "kind: dropped", "cannot stand in a file of 2026"),
        ("topics/water.yaml", '"1(2)"', '"1(9)"', "article 1 of 2026 has no paragraph 9"),
        ("explainers/spring.yaml", "ru: Воду берут все.", "ru: " + "Воду берут все. " * 60, "expected at most"),
        ("topics/water.yaml", "id: water", "id: fire", "this file should be named topics/fire.yaml"),
        ("2026/001.yaml", "Вода родников общая", "Вода ключей общая", "expected the glossary’s term: родник"),
        ("course.yaml", "spring", "spring, autumn", "there is no explainer autumn"),
        ("quiz/who-owns-water.yaml", "en: The sea’s", "en: The sea's", "expected quotation marks “…”"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_and_what_is_expected(
    tmp_path: Path, name: str, old: str, new: str, expected: str
) -> None:
    sources = load_sources(changed(tmp_path, name, old, new))
    problems = [str(p) for p in sources.problems] or [
        str(p) for p in (*check_sources(sources), *check_language(sources))
    ]
    assert any(expected in problem for problem in problems), problems


def test_faulty_sources_leave_the_old_corpus(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(SourceError):
        build_corpus(file, load_sources(changed(tmp_path, "course.yaml", "spring", "autumn")))
    assert file.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if "new" in p.name] == []


def test_a_smaller_corpus_is_refused_unless_meant(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    shutil.copytree(SMALL, folder)
    (folder / "topics" / "water.yaml").unlink()
    with pytest.raises(CorpusError, match="--allow-shrink"):
        build_corpus(file, load_sources(folder))
    build_corpus(file, load_sources(folder), allow_shrink=True)
    assert file.with_name("corpus.db.previous").exists()


async def test_a_running_library_follows_the_swap(file: Path, tmp_path: Path) -> None:
    async with Library.open(file) as library:
        async with library.snapshot() as old:
            build_corpus(file, load_sources(changed(tmp_path, "2026/003.yaml", "Глава острова", "Хранитель")))
            async with library.snapshot() as new:
                ref = Reference(Edition.Y2026, "3")
                assert (await new.provision(ref, Locale.RU)).title == "Хранитель"
                assert (await old.provision(ref, Locale.RU)).title == "Глава острова"
        await asyncio.to_thread(file.write_bytes, b"not a database at all, but longer than nothing")
        async with library.snapshot() as kept:
            assert (await kept.provision(ref, Locale.RU)).title == "Хранитель"


async def test_swaps_under_load_fail_no_answer(file: Path) -> None:
    sources = load_sources(SMALL)
    done = asyncio.Event()
    answered = 0

    async def ask() -> None:
        nonlocal answered
        while not done.is_set():
            async with library.snapshot() as corpus:
                first = corpus.fingerprint
                assert (await corpus.provision(ISLAND, Locale.KK)).title
                assert corpus.fingerprint == first
            answered += 1

    async with Library.open(file) as library:
        asking = [asyncio.create_task(ask()) for _ in range(8)]
        for _ in range(20):
            await asyncio.to_thread(build_corpus, file, sources)
        done.set()
        await asyncio.gather(*asking)
    assert answered > 20


async def test_a_file_that_is_no_corpus_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE x (y)")
    with pytest.raises(CorpusError, match="not a corpus of this version"):
        async with Corpus.open(other):
            pass
    with pytest.raises(CorpusError, match="there is no corpus"):
        async with Corpus.open(tmp_path / "none.db"):
            pass


def test_our_own_sources_are_without_fault_and_complete() -> None:
    sources = load_sources(SOURCES)
    problems = (*sources.problems, *check_sources(sources), *check_language(sources), *missing_files(sources))
    assert [str(p) for p in problems] == []


@pytest.mark.parametrize(
    "name", ["build.py", "corpus/writer.py", "corpus/tables.sql", "finding/index.py", "a/b/c.yaml"]
)
def test_whatever_makes_the_corpus_is_in_its_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    changing, other = tmp_path / "content" / name, tmp_path / "content" / "other" / Path(name).name
    for path in (changing, other):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(path), "utf-8")
    monkeypatch.setattr(corpus_setup, "CODE", tmp_path / "content")
    before = corpus_setup.inputs_fingerprint(tmp_path)
    (tmp_path / "content" / "notes.txt").write_text("nothing of it is built", "utf-8")
    assert corpus_setup.inputs_fingerprint(tmp_path) == before
    changing.write_text("changed", "utf-8")
    assert corpus_setup.inputs_fingerprint(tmp_path) != before


def test_a_corpus_of_another_version_is_not_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = read_config({"DATA_DIR": str(tmp_path)})
    assert not corpus_setup.is_up_to_date(config)
    build_corpus(config.corpus, load_sources(SMALL), inputs=corpus_setup.inputs_fingerprint(config.official_folder))
    assert corpus_setup.is_up_to_date(config)
    monkeypatch.setattr("content.corpus.file.CORPUS_VERSION", CORPUS_VERSION + 1)
    assert not corpus_setup.is_up_to_date(config)


def test_a_file_that_is_no_corpus_is_not_up_to_date_and_has_a_fault(tmp_path: Path) -> None:
    config = read_config({"DATA_DIR": str(tmp_path)})
    config.corpus.write_bytes(b"nothing of SQLite" * 100)
    assert not corpus_setup.is_up_to_date(config)
    assert fault_of(config.corpus)
    config.corpus.unlink()
    build_corpus(config.corpus, load_sources(SMALL))
    assert fault_of(config.corpus) == ""


def test_texts_that_cannot_be_built_are_given_back(tmp_path: Path) -> None:
    known, new = tmp_path / "2026.ru.json", tmp_path / "1995.ru.json"
    known.write_text("before", "utf-8")

    def fail() -> None:
        with corpus_setup.given_back_if_not_built(tmp_path):
            known.write_text("after", "utf-8")
            new.write_text("new", "utf-8")
            raise RuntimeError("the build")

    with pytest.raises(RuntimeError, match="the build"):
        fail()
    assert (known.read_text("utf-8"), new.exists()) == ("before", False)
    with corpus_setup.given_back_if_not_built(tmp_path):
        new.write_text("new", "utf-8")
    assert new.read_text("utf-8") == "new"


async def test_locks_and_links_into_nothing_do_not_end_the_start(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in (".#2026.kk.md", "2026.ru.md"):
        (texts / name).symlink_to("nobody@nowhere:1")
    config = read_config({"DATA_DIR": str(tmp_path / "data"), "OFFICIAL_TEXTS": str(texts)})
    await corpus_setup.ensure_corpus(config)
    assert corpus_setup.is_up_to_date(config)
