"""A small invented course of nine days, and a clock that a test turns."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml

from bot.config import read_config
from bot.corpus_setup import inputs_fingerprint
from content.build import build_corpus
from content.source_files import load_sources

SMALL = Path(__file__).resolve().parent.parent / "small" / "sources"
NUMERALS = {
    1: ("бірінші", "первая", "first"),
    2: ("екінші", "вторая", "second"),
    3: ("үшінші", "третья", "third"),
    4: ("төртінші", "четвёртая", "fourth"),
    5: ("бесінші", "пятая", "fifth"),
    6: ("алтыншы", "шестая", "sixth"),
    7: ("жетінші", "седьмая", "seventh"),
    8: ("сегізінші", "восьмая", "eighth"),
    9: ("тоғызыншы", "девятая", "ninth"),
}


def day_id(number: int) -> str:
    """The id of an explainer of the small course."""
    return f"day-{NUMERALS[number][2]}"


def title(number: int) -> str:
    """Its English title."""
    return f"The {NUMERALS[number][2]} change"


def build_course(folder: Path, order: list[int]) -> Path:
    """A data folder whose corpus has just these days, in this order."""
    sources = folder / "sources"
    shutil.rmtree(sources, ignore_errors=True)
    shutil.copytree(SMALL, sources)
    (sources / "explainers" / "spring.yaml").unlink()
    for number in order:
        kk, ru, en = NUMERALS[number]
        words = {
            "id": day_id(number),
            "title": {"kk": f"Өзгеріс, {kk}", "ru": f"Перемена, {ru}", "en": title(number)},
            "gives": {"kk": f"Суды бәрі алады, {kk}.", "ru": f"Воду берут все, {ru}.", "en": f"Water for all, {en}."},
            "before": {"kk": "Су ауылдікі еді.", "ru": "Вода была у посёлка.", "en": "The water was the village’s."},
            "after": {"kk": "Су бәріне ортақ.", "ru": "Вода общая.", "en": "The water is everyone’s."},
            "matters": {"kk": "Рұқсат сұрамайсыз.", "ru": "Разрешение не нужно.", "en": "You need no permission."},
            "after_refs": ["1(1)"],
            "before_refs": ["1(1)"],
            "tags": ["water"],
        }
        (sources / "explainers" / f"{day_id(number)}.yaml").write_text(
            yaml.safe_dump(words, allow_unicode=True), "utf-8"
        )
    (sources / "course.yaml").write_text(yaml.safe_dump({"order": [day_id(number) for number in order]}), "utf-8")
    config = read_config({"DATA_DIR": str(folder)})
    inputs = inputs_fingerprint(config.official_folder)  # so that a start does not rebuild it from the real sources
    build_corpus(config.corpus, load_sources(sources), allow_shrink=True, inputs=inputs)
    return folder


class Clock:
    """The time of day of a test; also its monotonic seconds."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._start = now

    def __call__(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return (self.now - self._start).total_seconds()

    def turn(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)

    def step(self, **by: float) -> None:
        """Set the wall clock to another time while none passes."""
        self.now += timedelta(**by)
        self._start += timedelta(**by)

    def to(self, text: str) -> None:
        """Turn it to a moment (UTC)."""
        self.now = datetime.fromisoformat(text).replace(tzinfo=UTC)
