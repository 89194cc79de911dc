"""The shape of every file in ``sources/``: what a lawyer may write there, and within what limits."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from content.model import Kind

Label = Annotated[str, StringConstraints(pattern=r"^(preamble|[1-9]\d?(-[1-9])?)$")]
Number = Annotated[str, StringConstraints(pattern=r"^[1-9]\d?(-[1-9])?$")]
Place = Annotated[
    str, StringConstraints(pattern=r"^(preamble|[1-9]\d?(-[1-9])?)(\(([1-9]\d?(-[1-9])?)?\)(\([1-9]\d?(-[1-9])?\))?)?$")
]
"""A place inside one edition: ``17``, ``17(2)``, ``60(3)(1)``, ``46()(5)`` where points have no paragraph."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Year = Literal[2026, 1995]


class Strict(BaseModel):
    """Refuses unknown keys, so that a misspelt one is an error and not a loss."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Strict):
    """The same words in three languages; all three are required."""

    kk: Text
    ru: Text
    en: Text


class WordLists(Strict):
    """Lists of words people use, one per language; they need not correspond."""

    kk: list[Text] = Field(min_length=1)
    ru: list[Text] = Field(min_length=1)
    en: list[Text] = Field(min_length=1)


class Review(Strict):
    """Who is answerable for a file and when it was last read against the official text."""

    law: date
    language: date
    by: Literal["Ata Zań"]


class Point(Words):
    """A sub-point of a paragraph."""

    number: Number


class Paragraph(Words):
    """A paragraph in plain words; ``number`` is absent where the law has none."""

    number: Number | None = None
    points: list[Point] = Field(default=[])


class ProvisionFile(Strict):
    """``2026/017.yaml`` or ``1995/083-1.yaml``: the title and plain words of one article."""

    edition: Year
    article: Label
    title: Words
    excluded: date | None = None
    summary: Words | None = None
    paragraphs: list[Paragraph] = Field(default=[])
    review: Review | None = None


class ParagraphChange(Strict):
    """The origin of one paragraph of 2026, or the end of one paragraph of 1995."""

    paragraph: Number
    kind: Kind
    partners: list[Place] = Field(default=[])
    note: Words | None = None

    @model_validator(mode="after")
    def partners_fit_kind(self) -> ParagraphChange:
        if bool(self.partners) == (self.kind in (Kind.NEW, Kind.DROPPED)):
            raise ValueError("new and dropped have no partners; every other kind has at least one")
        return self


class ChangeFile(Strict):
    """``changes/2026/018.yaml``: how one article relates to the other Constitution.

    ``partners`` are places of the other edition. Paragraph entries stand in 2026 files; a 1995 file
    carries only those paragraphs that were dropped.
    """

    edition: Year
    article: Label
    kind: Kind
    partners: list[Place] = Field(default=[])
    note: Words
    paragraphs: list[ParagraphChange] = Field(default=[])
    review: Review | None = None

    @model_validator(mode="after")
    def kinds_fit_edition(self) -> ChangeFile:
        wrong = Kind.DROPPED if self.edition == 2026 else Kind.NEW
        if self.kind is wrong or any(p.kind is wrong for p in self.paragraphs):
            raise ValueError(f"“{wrong}” cannot stand in a file of {self.edition}")
        if bool(self.partners) == (self.kind in (Kind.NEW, Kind.DROPPED)):
            raise ValueError("new and dropped have no partners; every other kind has at least one")
        if self.edition == 1995 and any(p.kind is not Kind.DROPPED for p in self.paragraphs):
            raise ValueError("a 1995 file names only dropped paragraphs; the others follow from the 2026 files")
        return self


class TopicEntry(Words):
    """A provision of 2026 and what it means in this life situation."""

    ref: Place


class TopicFile(Strict):
    """``topics/housing.yaml``: a life situation, rights and duties side by side."""

    id: Slug
    group: Literal[
        "person",
        "private-life",
        "home-property",
        "work-social",
        "family-culture",
        "speech-belief",
        "state",
        "justice",
        "duties",
    ]
    order: int
    title: Words
    situation: Words
    rights: list[TopicEntry] = Field(default=[])
    limits: list[TopicEntry] = Field(default=[])
    duties: list[TopicEntry] = Field(default=[])
    before: list[Place] = Field(default=[])
    changed: Words
    words: WordLists
    review: Review | None = None

    @model_validator(mode="after")
    def says_something(self) -> TopicFile:
        if not self.rights and not self.duties and not self.limits:
            raise ValueError("a topic needs at least one entry in rights, limits or duties")
        return self


class ExplainerFile(Strict):
    """``explainers/ID.yaml``: one day of the course; the order stands in ``course.yaml``."""

    id: Slug
    title: Words
    gives: Words
    before: Words
    after: Words
    matters: Words
    after_refs: list[Place] = Field(default=[])
    before_refs: list[Place] = Field(default=[])
    tags: list[Slug] = Field(min_length=1)
    review: Review | None = None


class CourseFile(Strict):
    """``course.yaml``: the ids of the explainers in the order they are sent."""

    order: list[Slug]


class QuizFile(Strict):
    """``quiz/ID.yaml``: one question; the first option is the right one, the bot shuffles them."""

    id: Slug
    ref: Place
    question: Words
    options: list[Words] = Field(min_length=4, max_length=4)
    explanation: Words
    review: Review | None = None


class Term(Words):
    """A legal term, once in every language and once in code; ``avoid`` lists forbidden synonyms."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    note: str = ""
    avoid: dict[Literal["kk", "ru", "en"], list[Text]] = Field(default={})


class GlossaryFile(Strict):
    """``glossary.yaml``."""

    terms: list[Term]


class GoneWord(Strict):
    """A word people look for that the 2026 text does not use."""

    id: Slug
    words: WordLists
    before: list[Place]
    after: list[Place] = Field(default=[])
    note: Words


class GoneWordsFile(Strict):
    """``gone-words.yaml``: words that left the text, where they stood, what stands there now."""

    words: list[GoneWord]
    review: Review | None = None


class EverydayEntry(Strict):
    """Words of the street for a matter of the law, and where the law speaks of it; the first place fits best."""

    places: list[Place] = Field(min_length=1)
    words: WordLists


class EverydayFile(Strict):
    """``everyday/012-021.yaml``: what people type, and which provision of 2026 they mean."""

    entries: list[EverydayEntry]


class BesideFile(Strict):
    """``beside.yaml``: words for matters of which no Constitution speaks: weather, sport, shopping."""

    words: WordLists


class SectionEntry(Strict):
    """A section, its title and the range of articles in it."""

    number: int = Field(ge=1, le=20)
    articles: tuple[Label, Label]
    title: Words


class EditionEntry(Strict):
    """One Constitution: its names, status and official addresses."""

    id: Year
    name: Words
    short_name: Words
    status: Words
    adopted: date
    in_force_from: date
    in_force_until: date | None = None
    inserted: dict[Label, Label] = Field(default={})
    links: dict[Literal["kk", "ru"], list[str]]
    sections: list[SectionEntry]


class EditionsFile(Strict):
    """``editions.yaml``: the two Constitutions."""

    editions: list[EditionEntry]
