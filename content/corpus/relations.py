"""Reads how the provisions of one Constitution relate to those of the other."""

from __future__ import annotations

from content.corpus.file import Reader
from content.model import Edition, Kind, Locale, Reference, Relation


class Relations(Reader):
    """What was kept, reworded, moved, split, merged, new or dropped."""

    async def relation_counts(self, edition: Edition) -> dict[int | None, dict[Kind, int]]:
        """How many articles of each section have which relation to the other edition."""
        rows = await self._file.rows(
            "SELECT a.section, r.kind, count(*) FROM relation r JOIN article a"
            " ON a.edition = r.edition AND a.label = r.article"
            " WHERE r.edition = ? AND r.paragraph IS NULL GROUP BY 1, 2 ORDER BY 1",
            edition,
        )
        counts: dict[int | None, dict[Kind, int]] = {}
        for section, kind, count in rows:
            counts.setdefault(section, {})[Kind(kind)] = count
        return counts

    async def articles_by_kind(self, edition: Edition, kind: Kind, section: int | None = None) -> tuple[str, ...]:
        """Labels of the articles whose relation is ``kind``, in the order of the law."""
        rows = await self._file.rows(
            "SELECT r.article FROM relation r JOIN article a ON a.edition = r.edition AND a.label = r.article"
            " WHERE r.edition = ? AND r.paragraph IS NULL AND r.kind = ? AND (?3 IS NULL OR a.section = ?3)"
            " ORDER BY a.position",
            edition, kind, section,
        )  # fmt: skip
        return tuple(row[0] for row in rows)

    async def article_relation(self, ref: Reference, locale: Locale) -> Relation | None:
        """How the article as a whole relates to the other edition; None when nobody has told yet."""
        found = await self._relations(
            "r.edition = ? AND r.article = ? AND r.paragraph IS NULL", locale, ref.edition, ref.article
        )
        return found[0] if found else None

    async def paragraph_relations(self, ref: Reference, locale: Locale) -> tuple[Relation, ...]:
        """Paragraph by paragraph; 2026 files carry the pairs, a 1995 article finds them by its partners."""
        own = await self._relations(
            "r.edition = ? AND r.article = ? AND r.paragraph IS NOT NULL", locale, ref.edition, ref.article
        )
        if ref.edition is Edition.Y2026:
            return own
        pairs = await self._relations(
            "r.edition = '2026' AND r.paragraph IS NOT NULL AND r.id IN"
            " (SELECT relation FROM relation_partner WHERE article = ?)",
            locale, ref.article,
        )  # fmt: skip
        return pairs + own

    async def _relations(self, where: str, locale: Locale, *values: str) -> tuple[Relation, ...]:
        rows = await self._file.rows(
            "SELECT r.id, r.edition, r.article, r.paragraph, r.kind, coalesce(n.text, '') FROM relation r"
            f" LEFT JOIN relation_note n ON n.relation = r.id AND n.locale = ? WHERE {where} ORDER BY r.id",
            locale, *values,
        )  # fmt: skip
        made = []
        for identifier, edition, article, paragraph, kind, note in rows:
            own = (Reference(Edition(edition), article, paragraph),)
            partners = await self._partners(identifier, Edition(edition).other)
            before, after = (partners, own) if Edition(edition) is Edition.Y2026 else (own, partners)
            made.append(Relation(Kind(kind), before, after, note))
        return tuple(made)

    async def _partners(self, relation: int, edition: Edition) -> tuple[Reference, ...]:
        rows = await self._file.rows(
            "SELECT article, paragraph, subparagraph FROM relation_partner WHERE relation = ? ORDER BY position",
            relation,
        )
        return tuple(Reference(edition, *row) for row in rows)
