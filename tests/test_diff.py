"""The word diff loses no letter, marks nothing where nothing changed, and marks phrases rather than confetti."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.cards import Style, Text, words_of
from content.diff import WORD_LIMIT, Side, diff, has_marks, kept_share, new_side, old_side

words = st.sampled_from(
    ["Су", "вода", "родников", "принадлежит", "ауылдікі", "Премьер-Министр", "2-бап", "7", "лет", ",", ";", "—", "«ортақ»", "ё"]
)  # fmt: skip
phrases = st.lists(words, max_size=40).map(" ".join)
anything = st.one_of(phrases, st.text(max_size=200))


def marked(text: Text, style: Style) -> list[str]:
    return [span.text for span in text if span.style is style]


@given(anything)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not has_marks(diff(text, text))
    assert kept_share(diff(text, text)) == 1.0


@given(anything, anything)
def test_both_texts_come_back_to_the_letter(old: str, new: str) -> None:
    runs = diff(old, new)
    assert "".join(run.before for run in runs) == old
    assert "".join(run.after for run in runs) == new
    assert words_of(old_side(runs)) == old
    assert words_of(new_side(runs)) == new


@given(anything, anything)
def test_runs_alternate_and_each_mark_holds_something(old: str, new: str) -> None:
    runs = diff(old, new)
    sides = [run.side for run in runs]
    assert all(one is not other for one, other in pairwise(sides))
    assert (Side.NEW, Side.OLD) not in pairwise(sides)
    assert all(run.before or run.after for run in runs)
    assert all(not run.after for run in runs if run.side is Side.OLD)
    assert all(not run.before for run in runs if run.side is Side.NEW)


@given(anything, anything)
def test_no_mark_ends_with_a_space(old: str, new: str) -> None:
    for text in (old_side(diff(old, new)), new_side(diff(old, new))):
        assert all(s.text == s.text.rstrip() or not s.text.strip() for s in text if s.style is not Style.PLAIN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Бiр аралдың суы", "Бір аралдың суы"),
        ("ещё одно ведро", "еще одно ведро"),
        ("вода - общая", "вода — общая"),
        ('остров "Самал"', "остров «Самал»"),
        ("Остров  и\nмаяк", "остров и\N{NO-BREAK SPACE}маяк"),
        ("берёт воду;", "берет воду."),
        ("the elder's boat", "the elder’s boat"),
    ],
)
def test_only_words_make_a_difference(one: str, other: str) -> None:
    assert not has_marks(diff(one, other))


def test_a_changed_ending_marks_the_whole_word() -> None:
    runs = diff("Кеңес аралдың суын күзетеді.", "Кеңес аралға суын күзетеді.")
    assert marked(old_side(runs), Style.OLD) == ["аралдың"]
    assert marked(new_side(runs), Style.NEW) == ["аралға"]


def test_a_compound_and_a_numbered_article_are_one_word() -> None:
    runs = diff("маяк и 2-бап кеңесі", "маяк и 3-бап кеңесі")
    assert marked(old_side(runs), Style.OLD) == ["2-бап"]


def test_a_small_gap_between_changes_becomes_part_of_the_phrase() -> None:
    runs = diff(
        "Рыбак обязан беречь сети и чинить лодки каждый день",
        "Рыбак обязан хранить паруса и строить причалы каждый день",
    )
    assert marked(old_side(runs), Style.OLD) == ["беречь сети и чинить лодки"]
    assert marked(new_side(runs), Style.NEW) == ["хранить паруса и строить причалы"]


def test_a_long_kept_phrase_stays_unmarked_between_changes() -> None:
    runs = diff(
        "Старейшина открывает собрание жителей всего острова весной",
        "Глава открывает собрание жителей всего острова осенью",
    )
    assert [run.before.strip() for run in runs if run.side is Side.KEPT] == ["открывает собрание жителей всего острова"]


def test_the_worst_texts_are_compared_within_the_limit() -> None:
    numbers = list(range(WORD_LIMIT))
    one, other = (" ".join(str(n * step % 397) for n in numbers) for step in (7, 11))
    assert has_marks(diff(one, other))
    assert has_marks(diff("а б " * (WORD_LIMIT // 2), "б а в " * (WORD_LIMIT // 3)))
    assert not kept_share(diff("слово " * 60_000, "другое " * 60_000))
