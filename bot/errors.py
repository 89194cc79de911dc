"""Expected failures become a localised reply; the rest is logged once and answered with a short apology."""

from __future__ import annotations

import logging

from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import CallbackQuery, ErrorEvent, Message

from bot.alerts import Failures
from bot.database import NotStored
from content.cards import Card, Translator
from content.cards.claims import Impossible, range_of, refusal
from content.errors import ContentError, NoSuchArticle, NoSuchParagraph, NoSuchPoint, NoSuchSection, NoSuchTopic
from content.limits import CALLBACK_ANSWER_LIMIT
from content.model import PREAMBLE, Reference
from handlers.keyboards import references_keyboard
from handlers.menu_keyboards import examples_keyboard
from handlers.ports import NotAllowed, Show

log = logging.getLogger(__name__)

_TOO_LATE = "Bad Request: query is too old"
"""Telegram waits for the answer to a press or an inline query only so long; the person has moved on."""


async def on_error(
    event: ErrorEvent, failures: Failures, tr: Translator | None = None, show: Show | None = None
) -> bool:
    """Answer and swallow; aiogram goes on with the next update."""
    failure = event.exception
    if isinstance(failure, TelegramForbiddenError):
        return True  # blocked or removed: nobody is there to read an answer
    if isinstance(failure, TelegramBadRequest) and failure.message.startswith(_TOO_LATE):
        return True
    source = event.update.callback_query or event.update.message or event.update.channel_post
    expected = isinstance(failure, ContentError | NotAllowed | NotStored | TelegramRetryAfter)
    if not expected:
        failures.note()
        log.error("unexpected failure (%s)", type(failure).__name__, exc_info=failure)
    if source is None or tr is None or show is None:
        return True
    try:
        await _reply(source, failure, tr, show)
    except Exception as error:  # there is nobody left to tell but the log
        log.warning("the apology could not be sent: %s", type(error).__name__)
    return True


async def _reply(source: Message | CallbackQuery, failure: Exception, tr: Translator, show: Show) -> None:
    if isinstance(failure, NotAllowed):
        words = tr.gettext("Only admins of this group can change its settings.")
        if isinstance(source, CallbackQuery):
            await source.answer(words, show_alert=True)
        else:
            await show(source, Card(title=words))
        return
    card, near = failure_card(failure, tr)
    if isinstance(source, CallbackQuery):
        await source.answer(card.title[:CALLBACK_ANSWER_LIMIT], show_alert=True)
    else:
        await show(source, card, references_keyboard(near, tr) if near else examples_keyboard(tr))


def failure_card(failure: Exception, tr: Translator) -> tuple[Card, list[Reference]]:
    """The words for a failure and the nearest valid places."""
    match failure:
        case NoSuchArticle():
            return _impossible_card(failure, tr), [Reference(failure.ref.edition, failure.nearest)]
        case NoSuchPoint():
            return _impossible_card(failure, tr), [failure.nearest]
        case NoSuchParagraph():
            return _impossible_card(failure, tr), [failure.ref.whole_article]
        case NoSuchSection():
            return _impossible_card(failure, tr), [Reference(failure.edition, PREAMBLE)]
        case NoSuchTopic():
            return Card(title=tr.gettext("There is no such life situation here. /rights lists them.")), []
        case NotStored():
            words = tr.gettext(
                "I cannot remember this right now, nothing was changed. Reading works; please try again later."
            )
            return Card(title=words), []
        case TelegramRetryAfter():
            return Card(title=tr.gettext("Telegram asks me to pause. Please try again in a minute.")), []
        case _:
            return Card(title=tr.gettext("Something went wrong on our side. Please try once more in a moment.")), []


def _impossible_card(failure: Impossible, tr: Translator) -> Card:
    return Card(title=refusal(failure, tr), badge=range_of(failure, tr))
