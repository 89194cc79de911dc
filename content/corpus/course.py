"""Reads what is taught day by day: the explainers in their order, and the questions of the quiz."""

from __future__ import annotations

import json

from content.corpus.file import Reader
from content.model import Edition, Explainer, Locale, Question, Reference


class Course(Reader):
    """The daily course and the quiz."""

    async def course_length(self) -> int:
        """How many explainers the daily course has."""
        row = await self._file.row("SELECT count(*) FROM explainer")
        return int(row[0]) if row else 0

    async def course_order(self) -> tuple[str, ...]:
        """Ids of the explainers in course order."""
        return tuple(row[0] for row in await self._file.rows("SELECT id FROM explainer ORDER BY position"))

    async def explainer(self, identifier: str, locale: Locale) -> Explainer | None:
        """One day of the course, or None when no explainer has that id."""
        row = await self._file.row(
            "SELECT e.id, e.position, w.title, w.gives, w.before, w.after, w.matters, e.tags FROM explainer e"
            " JOIN explainer_words w ON w.explainer = e.id WHERE e.id = ? AND w.locale = ?",
            identifier, locale,
        )  # fmt: skip
        if row is None:
            return None
        places = await self._file.rows(
            "SELECT edition, article, paragraph, subparagraph FROM explainer_place WHERE explainer = ? ORDER BY position",
            identifier,
        )
        references = tuple(Reference(Edition(e), a, p, s) for e, a, p, s in places)
        return Explainer(
            id=row[0], position=row[1], title=row[2], gives=row[3], before=row[4], after=row[5], matters=row[6],
            references=references, tags=tuple(json.loads(row[7])),
        )  # fmt: skip

    async def question_places(self) -> dict[str, Reference]:
        """The id of every quiz question and the place it asks about."""
        rows = await self._file.rows("SELECT id, article, paragraph, subparagraph FROM question ORDER BY id")
        return {row[0]: Reference(Edition.Y2026, *row[1:]) for row in rows}

    async def question(self, identifier: str, locale: Locale) -> Question | None:
        """One quiz question, or None when there is none of that id."""
        row = await self._file.row(
            "SELECT q.article, q.paragraph, q.subparagraph, w.text, w.options, w.explanation FROM question q"
            " JOIN question_words w ON w.question = q.id WHERE q.id = ? AND w.locale = ?",
            identifier, locale,
        )  # fmt: skip
        if row is None:
            return None
        reference = Reference(Edition.Y2026, *row[:3])
        return Question(identifier, reference, row[3], tuple(json.loads(row[4])), row[5])
