"""Section numbers as Roman numerals, written with Latin letters."""

from __future__ import annotations

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def to_roman(number: int) -> str:
    """1 to 15; the Constitutions have at most 11 sections."""
    return ROMAN[number]
