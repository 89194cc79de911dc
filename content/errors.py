"""The tree of expected failures; each carries what a reply to a person or an operator needs.

ContentError
  NoSuchArticle        the edition has no such article; knows the nearest valid one
  NoSuchParagraph      the article has no such paragraph; knows those it has
    NoSuchPoint        the paragraph has no such sub-point; knows those it has
  NoSuchSection        the edition has no such section
  NoSuchTopic          no life situation of that name
  CorpusError          the corpus file cannot be used (missing, damaged, of another version)
  SourceError          what we wrote does not fit its schema
  ImportFailed         an official text could not be fetched or read
"""

from __future__ import annotations

from content.model import Edition, Reference


class ContentError(Exception):
    """A failure that is expected and has words for it."""


class NoSuchArticle(ContentError):
    def __init__(self, ref: Reference, last: str, nearest: str) -> None:
        super().__init__(f"no article {ref.article} in {ref.edition}")
        self.ref, self.last, self.nearest = ref, last, nearest


class NoSuchParagraph(ContentError):
    def __init__(self, ref: Reference, paragraphs: tuple[str, ...]) -> None:
        super().__init__(f"no paragraph {ref.short} in {ref.edition}")
        self.ref, self.paragraphs = ref, paragraphs

    @property
    def nearest(self) -> Reference:
        """The smallest place around it that exists."""
        return self.ref.whole_article


class NoSuchPoint(NoSuchParagraph):
    """A sub-point that its paragraph, or its article without numbered paragraphs, does not have."""

    def __init__(self, ref: Reference, paragraphs: tuple[str, ...], points: tuple[str, ...]) -> None:
        super().__init__(ref, paragraphs)
        self.points = points

    @property
    def nearest(self) -> Reference:
        return Reference(self.ref.edition, self.ref.article, self.ref.paragraph)


class NoSuchSection(ContentError):
    def __init__(self, edition: Edition, number: int, last: int) -> None:
        super().__init__(f"no section {number} in {edition}")
        self.edition, self.number, self.last = edition, number, last


class NoSuchTopic(ContentError):
    def __init__(self, topic: str) -> None:
        super().__init__("no such topic")
        self.topic = topic


class CorpusError(ContentError):
    """The corpus file cannot be used; the message says what to do."""


class SourceError(ContentError):
    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class ImportFailed(ContentError):
    """An official text could not be imported; the message is one clear line for the operator."""
