"""Callback data of every button; the version stands in the prefix, so that old buttons are told apart."""

from __future__ import annotations

from datetime import time
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from content.model import Edition, Kind, Locale, Reference
from handlers.ports import View


def inside(ref: Reference) -> str:
    """Where in its article a place is, as buttons carry it: ``2``, ``2/1``, ``/5`` or nothing."""
    return f"{ref.paragraph or ''}/{ref.subparagraph}" if ref.subparagraph else ref.paragraph or ""


def place_at(edition: Edition, article: str, inside: str) -> Reference:
    """The place of which a button carries the article and where in it."""
    paragraph, _, point = inside.partition("/")
    return Reference(edition, article, paragraph or None, point or None)


class ArticleButton(CallbackData, prefix="a1"):
    """Opens an article, perhaps at one paragraph or its sub-point (``2/1``), on a page of its card."""

    edition: Edition
    article: str
    paragraph: str = ""
    page: int = 0

    @classmethod
    def of(cls, ref: Reference, page: int = 0) -> ArticleButton:
        return cls(edition=ref.edition, article=ref.article, paragraph=inside(ref), page=page)

    @property
    def reference(self) -> Reference:
        return place_at(self.edition, self.article, self.paragraph)


class CompareButton(CallbackData, prefix="c1"):
    """Opens the comparison of an article."""

    edition: Edition
    article: str
    page: int = 0

    @property
    def reference(self) -> Reference:
        return Reference(self.edition, self.article)


class KindButton(CallbackData, prefix="k1"):
    """Lists the articles of an edition that relate to the other one in one way; section 0 means all."""

    edition: Edition
    kind: Kind
    section: int = 0
    page: int = 0


class OverviewButton(CallbackData, prefix="w1"):
    """Opens the overview of what changed, by section."""

    edition: Edition = Edition.Y2026


class ContentsButton(CallbackData, prefix="t1"):
    """Opens the table of contents of an edition."""

    edition: Edition


class SectionButton(CallbackData, prefix="s1"):
    """Opens the list of articles of a section."""

    edition: Edition
    number: int


class SectionTextButton(CallbackData, prefix="x1"):
    """Opens the whole text of a section."""

    edition: Edition
    number: int
    page: int = 0


class RightsButton(CallbackData, prefix="g1"):
    """Opens the catalogue of life situations, or one group of it."""

    group: str = ""


class TopicButton(CallbackData, prefix="r1"):
    """Opens one life situation."""

    id: str
    page: int = 0


class SearchButton(CallbackData, prefix="q1"):
    """Another page of the results for words that are short enough to travel in a button."""

    page: int
    words: str


class LanguageButton(CallbackData, prefix="l1"):
    """Chooses the language of a chat; ``first`` on the very first meeting."""

    locale: Locale
    first: bool = False


class ViewButton(CallbackData, prefix="v1"):
    """Chooses rich or plain cards."""

    view: View


class PictureButton(CallbackData, prefix="i1"):
    """Sends a provision or a comparison as a picture."""

    edition: Edition
    article: str
    paragraph: str = ""
    compared: bool = False

    @property
    def reference(self) -> Reference:
        return place_at(self.edition, self.article, self.paragraph)


class DoButton(CallbackData, prefix="d1"):
    """Does what a command of that name does."""

    command: str


class SubscribeButton(CallbackData, prefix="u1"):
    """Subscribes, perhaps at a time (minutes after midnight) and in a zone; ``offer`` under somebody's first answer."""

    minutes: int | None = None
    zone: str = ""
    offer: bool = False

    @property
    def at(self) -> time | None:
        """The time it names; None for one that no clock shows."""
        if self.minutes is None or not 0 <= self.minutes < 24 * 60:
            return None
        return time(*divmod(self.minutes, 60))


class Setting(StrEnum):
    """What a button of the panel changes."""

    DAYS = "d"
    SILENT = "s"
    RHYTHM = "r"
    ASK_TIME = "t"
    ASK_ZONE = "z"
    PAUSE = "p"
    RESUME = "g"
    STOP = "x"
    RESTART = "n"


class ScheduleButton(CallbackData, prefix="h1"):
    """Changes one thing about the daily explainer; ``value`` is the new state, so that pressing twice is harmless."""

    what: Setting
    value: int = 0


class ExplainerButton(CallbackData, prefix="e1"):
    """Opens one explainer."""

    id: str


class QuizButton(CallbackData, prefix="z1"):
    """Asks a question, or shows the tally of the chat."""

    tally: bool = False


class ForgetButton(CallbackData, prefix="f1"):
    """Asks whether to erase everything; erases when ``sure``, leaves everything when ``keep``."""

    sure: bool = False
    keep: bool = False


class PageButton(CallbackData, prefix="p1"):
    """The page number between the arrows; pressing it does nothing."""


_SETTINGS = {
    button.__prefix__ for button in (LanguageButton, ViewButton, SubscribeButton, ScheduleButton, ForgetButton)
}


def is_setting(data: str | None) -> bool:
    """Whether a button changes the settings of its chat or opens the panel that does."""
    given = data or ""
    return given.partition(":")[0] in _SETTINGS or given == DoButton(command="settings").pack()
