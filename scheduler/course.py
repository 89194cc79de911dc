"""Which explainer comes next: each chat walks through the course once, whatever becomes of its order.

Pure. A place in the course is the set of explainers that a chat has had, not a number: explainers that are added or
moved never make one come twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from content.schedule import Rhythm

END = "*end"
"""Stands for the announcement that the course is over; no explainer can be called so."""
DIGEST = 7
"""Explainers in a weekly digest."""


def next_explainers(order: Sequence[str], had: Collection[str], rhythm: Rhythm = Rhythm.DAILY) -> tuple[str, ...]:
    """What a chat gets now: one explainer, a week of them, or the announcement of the end."""
    left = [identifier for identifier in order if identifier not in had]
    if not left:
        return (END,)
    return tuple(left[: DIGEST if rhythm is Rhythm.WEEKLY else 1])


def by_date(order: Sequence[str], day: date) -> str | None:
    """The explainer of a calendar day for chats without a place of their own; None for an empty course."""
    return order[day.toordinal() % len(order)] if order else None
