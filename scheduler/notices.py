"""What the machinery tells the operators, as values; the shell puts them into words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.reasons import Reason


class Ending(StrEnum):
    """How sends end that make the breaker open."""

    OUT_OF_REACH = "out of reach"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class HeldUnseen:
    """The operator could not be shown these words, so no reader gets them."""

    mark: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Held:
    """So many chats refused these words that nobody else gets them."""

    number: int
    mark: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class MassFailure:
    """So many of the last sends ended in one way."""

    number: int
    sends: int
    ending: Ending


@dataclass(frozen=True, slots=True)
class Rests:
    """Nothing is delivered for some minutes."""

    failure: MassFailure


@dataclass(frozen=True, slots=True)
class ClockJumped:
    """The time of day moved by so many seconds more than the time that passed."""

    seconds: int


Notice = HeldUnseen | Held | MassFailure | Rests | ClockJumped
