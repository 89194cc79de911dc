"""Reads the life situations and the places each rests on."""

from __future__ import annotations

from content.corpus.file import Reader
from content.errors import NoSuchTopic
from content.model import Edition, Locale, Reference, Topic, TopicLine


class Topics(Reader):
    """Rights, limits and duties by life situation."""

    async def topics(self, locale: Locale) -> tuple[Topic, ...]:
        """All life situations with titles only, in their order."""
        rows = await self._file.rows(
            "SELECT t.id, t.grouping, w.title, w.situation FROM topic t JOIN topic_words w ON w.topic = t.id"
            " WHERE w.locale = ? ORDER BY t.position, t.id",
            locale,
        )
        return tuple(Topic(*row) for row in rows)

    async def topics_at(self, ref: Reference, locale: Locale) -> tuple[Topic, ...]:
        """Life situations that rest on a place or, of a whole article, on any part of it; the nearest to it first."""
        rows = await self._file.rows(
            "SELECT e.topic, min(CASE e.role WHEN 'rights' THEN 0 WHEN 'duties' THEN 1 WHEN 'before' THEN 1 ELSE 2 END"
            " * 100 + e.position) AS distance FROM topic_entry e WHERE e.edition = ?1 AND e.article = ?2"
            " AND (?3 IS NULL OR e.paragraph IS NULL OR e.paragraph = ?3) GROUP BY e.topic ORDER BY distance, e.topic",
            ref.edition, ref.article, ref.paragraph,
        )  # fmt: skip
        order = [topic for topic, _ in rows]
        named = {topic.id: topic for topic in await self.topics(locale)}
        return tuple(named[topic] for topic in order)

    async def topic(self, identifier: str, locale: Locale) -> Topic:
        """One life situation with all its entries; NoSuchTopic when there is none of that id."""
        row = await self._file.row(
            "SELECT t.id, t.grouping, w.title, w.situation, w.changed FROM topic t JOIN topic_words w ON w.topic = t.id"
            " WHERE t.id = ? AND w.locale = ?",
            identifier, locale,
        )  # fmt: skip
        if row is None:
            raise NoSuchTopic(identifier)
        rows = await self._file.rows(
            "SELECT e.role, e.edition, e.article, e.paragraph, e.subparagraph, coalesce(w.text, '') FROM topic_entry e"
            " LEFT JOIN topic_entry_words w ON w.topic = e.topic AND w.role = e.role AND w.position = e.position"
            " AND w.locale = ? WHERE e.topic = ? ORDER BY e.role, e.position",
            locale, identifier,
        )  # fmt: skip
        lines: dict[str, list[TopicLine]] = {"rights": [], "limits": [], "duties": [], "before": []}
        for role, edition, article, paragraph, subparagraph, text in rows:
            lines[role].append(TopicLine(Reference(Edition(edition), article, paragraph, subparagraph), text))
        return Topic(
            id=row[0], group=row[1], title=row[2], situation=row[3], changed=row[4],
            rights=tuple(lines["rights"]), limits=tuple(lines["limits"]), duties=tuple(lines["duties"]),
            before=tuple(line.reference for line in lines["before"]),
        )  # fmt: skip
