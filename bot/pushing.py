"""Makes a card of a delivery and sends it by the same path as every reply; fits scheduler.ports.Post and Course."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import InlineKeyboardMarkup

from bot.pace import NotNow, Pace
from bot.pace_middleware import Ticket, broadcasting
from bot.refusals import classify
from bot.store.deliveries import Ledger
from bot.store.subscriptions import Subscriptions
from bot.telegram import TelegramShow
from bot.translator import tr_for
from content.cards import Card, Paragraph, Translator, plain
from content.cards.explainer import digest_card, end_card, explainer_card
from content.corpus import Corpus
from content.corpus.library import Library
from content.model import Locale
from content.render_plain import render_plain
from handlers.daily_keyboards import digest_keyboard, end_keyboard, explainer_keyboard
from handlers.ports import Preferences, View
from scheduler.course import END
from scheduler.ports import Delivery, Outcome, Parcel, Verdict
from scheduler.reasons import Reason

log = logging.getLogger(__name__)

QUIZ_EVERY = 7


@dataclass(frozen=True, slots=True)
class _Body:
    card: Card
    keyboard: InlineKeyboardMarkup
    tr: Translator
    rich: bool


class Pusher:
    """Prepares before the intent is written, so that nothing of ours can fail between intent and bytes."""

    def __init__(
        self,
        bot: Bot,
        library: Library,
        preferences: Preferences,
        subscriptions: Subscriptions,
        ledger: Ledger,
        pace: Pace,
        *,
        bot_name: str,
        default_locale: Locale,
        operators: tuple[int, ...],
    ) -> None:
        self._bot, self._library, self._preferences = bot, library, preferences
        self._subscriptions, self._ledger, self._pace = subscriptions, ledger, pace
        self._bot_name, self._default_locale, self._operators = bot_name, default_locale, operators
        self._seen: set[str] = set()

    async def order(self) -> tuple[str, ...]:
        """The explainers there are, in course order."""
        async with self._library.snapshot() as corpus:
            return await corpus.course_order()

    async def prepare(self, delivery: Delivery, contents: tuple[str, ...]) -> Parcel:
        """The card in the language and view of the chat."""
        chat = await self._preferences.chat(delivery.chat_id)
        tr = tr_for(chat.locale or self._default_locale)
        async with self._library.snapshot() as corpus:
            card, keyboard = await self._card(corpus, contents, delivery.chat_id, tr)
        words = "".join(page.html for page in render_plain(card))
        mark = f"{' '.join(contents)} {tr.locale} {hashlib.sha256(words.encode()).hexdigest()[:12]}"
        rich = delivery.chat_id > 0 and chat.view is View.RICH
        return Parcel(delivery, mark, _Body(card, keyboard, tr, rich))

    async def turn(self, parcel: Parcel) -> Outcome | None:
        """Wait in the lane of the broadcast."""
        try:
            await self._pace.turn(parcel.delivery.chat_id)
        except NotNow as error:
            return classify(error)
        return None

    async def send(self, parcel: Parcel) -> Outcome:
        """One attempt in the lane of the broadcast; never raises."""
        delivery, body = parcel.delivery, parcel.body
        assert isinstance(body, _Body)
        where: dict[str, Any] = {"chat_id": delivery.chat_id}
        if delivery.thread_id is not None:
            where["message_thread_id"] = delivery.thread_id
        # what perhaps arrived already comes the second time without a sound
        if delivery.silent or delivery.ambiguous:
            where["disable_notification"] = True
        return await self._attempt(where, body, Ticket(taken=True))

    async def canary(self, parcel: Parcel) -> Outcome:
        """Show the words to the first operator before any reader, once."""
        if not self._operators or parcel.mark in self._seen or await self._ledger.was_shown(parcel.mark):
            return Outcome(Verdict.SENT)
        body = parcel.body
        assert isinstance(body, _Body)
        where = {"chat_id": self._operators[0], "disable_notification": True}
        label = body.tr.gettext("Shown to the operator first")
        badge = f"{label} · {body.card.badge}" if body.card.badge else label
        outcome = await self._attempt(where, replace(body, card=replace(body.card, badge=badge)), Ticket())
        if outcome.verdict in (Verdict.CONTENT, Verdict.LATER, Verdict.HALT):
            return outcome
        self._seen.add(parcel.mark)
        if outcome.verdict in (Verdict.SENT, Verdict.AMBIGUOUS):
            await self._ledger.shown(parcel.mark)
        else:  # an operator out of reach must not silence everybody
            log.warning("the operator could not be shown %s first: %s", parcel.mark, outcome.reason)
        return Outcome(Verdict.SENT)

    async def explain(self, delivery: Delivery, outcome: Outcome, *, ended: bool) -> None:
        """A private note to the admin who set the subscription of a group."""
        admin = await self._subscriptions.set_by(delivery.chat_id)
        if admin is None or delivery.chat_id > 0:
            return
        known = [(await self._preferences.chat(chat)).locale for chat in (admin, delivery.chat_id)]
        tr = tr_for(known[0] or known[1] or self._default_locale)
        card = Card(
            title=tr.gettext("The daily explainer did not reach your group."),
            blocks=(Paragraph(plain(_reason(outcome.reason, ended, tr))),),
        )
        try:
            await TelegramShow(self._bot, self._preferences, tr).post({"chat_id": admin}, card, rich=False)
        except TelegramAPIError as error:
            log.info("the admin could not be told: %s", type(error).__name__)

    async def _attempt(self, where: dict[str, Any], body: _Body, ticket: Ticket) -> Outcome:
        lane = broadcasting.set(ticket)
        try:
            show = TelegramShow(self._bot, self._preferences, body.tr)
            message = await show.post(where, body.card, body.keyboard, rich=body.rich)
        except Exception as error:
            outcome = classify(error)
            if outcome.verdict is not Verdict.LATER:
                log.info("a delivery ended as %s: %s", outcome.verdict, outcome.reason)
            return outcome
        finally:
            broadcasting.reset(lane)
        if where.get("message_thread_id") not in (None, message.message_thread_id):
            log.warning("a delivery for a topic came out elsewhere")
        return Outcome(Verdict.SENT, message_id=message.message_id)

    async def _card(
        self, corpus: Corpus, contents: tuple[str, ...], chat_id: int, tr: Translator
    ) -> tuple[Card, InlineKeyboardMarkup]:
        total = await corpus.course_length()
        if END in contents:
            return end_card(total, tr), end_keyboard(tr)
        found = [one for identifier in contents if (one := await corpus.explainer(identifier, tr.locale))]
        if not found:
            raise LookupError(f"the corpus no longer has {contents[0]}")
        if len(found) > 1:
            return digest_card(found, tr), digest_keyboard(found, tr, quiz=True)
        number = len(await self._ledger.had(chat_id)) + 1
        quiz = number % QUIZ_EVERY == 0
        keyboard = explainer_keyboard(found[0], tr, bot_name=self._bot_name, quiz=quiz)
        return explainer_card(found[0], total, tr), keyboard


def _reason(reason: Reason, ended: bool, tr: Translator) -> str:
    match reason:
        case Reason.NO_RIGHTS if ended:
            return tr.gettext(
                "For two weeks the bot was not allowed to write there, so it has stopped trying. Let it write and send"
                " /subscribe there: it goes on from the same place."
            )
        case Reason.NO_RIGHTS:
            return tr.gettext("The bot may not write there any more. It will try once a day for two weeks.")
        case Reason.NO_TOPIC | Reason.TOPIC_CLOSED:
            return tr.gettext("Its topic is closed or deleted. Send /subscribe in the topic that should get it.")
        case Reason.NO_CHAT:
            return tr.gettext("Telegram does not find the group any more.")
        case _ if ended:
            return tr.gettext(
                "Telegram has refused it several days in a row, so the bot has stopped trying. /subscribe in the group"
                " switches it on again."
            )
    return tr.gettext("Telegram refused it. It will try again tomorrow.")
