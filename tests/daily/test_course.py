"""A place in the course is what a chat has had; nothing comes twice, whatever becomes of the order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from content.schedule import Rhythm
from scheduler.course import DIGEST, END, by_date, next_explainers

ORDERS = st.permutations([f"day-{letter}" for letter in "abcdefgh"])


@given(st.lists(ORDERS, min_size=8, max_size=8), st.sampled_from(list(Rhythm)))
def test_a_reordered_course_never_repeats(orders: list[list[str]], rhythm: Rhythm) -> None:
    had: list[str] = []
    for order in orders:
        had += [one for one in next_explainers(order, had, rhythm) if one != END]
    assert sorted(had) == sorted(orders[0])


def test_new_explainers_come_even_after_the_end() -> None:
    assert next_explainers(["a", "b"], {"a", "b"}) == (END,)
    assert next_explainers(["new", "a", "b"], {"a", "b"}) == ("new",)
    assert next_explainers([str(n) for n in range(20)], {"0"}, Rhythm.WEEKLY) == tuple(
        str(n) for n in range(1, DIGEST + 1)
    )


def test_by_date_everybody_sees_the_same_and_all_in_turn() -> None:
    order = ["a", "b", "c"]
    week = [by_date(order, date(2026, 11, 23) + timedelta(days=n)) for n in range(6)]
    assert week[:3] == week[3:]
    assert sorted(filter(None, week[:3])) == order
    assert by_date([], date(2026, 11, 23)) is None
