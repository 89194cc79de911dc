"""One explainer as a reply: by /today, by a deep link, from a digest."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.cards.explainer import explainer_card
from content.corpus import Corpus
from handlers.daily_cards import no_explainers_card, unknown_explainer_card
from handlers.daily_keyboards import explainer_keyboard, today_keyboard
from handlers.menu_keyboards import examples_keyboard
from handlers.ports import BotName, Show


async def show_explainer(
    event: Message | CallbackQuery,
    identifier: str | None,
    corpus: Corpus,
    tr: Translator,
    show: Show,
    bot_name: BotName,
) -> None:
    """The card of one explainer; today's is offered when there is none of that id."""
    found = await corpus.explainer(identifier, tr.locale) if identifier else None
    if found is None and identifier:
        await show(event, unknown_explainer_card(tr), today_keyboard(tr))
        return
    if found is None:
        await show(event, no_explainers_card(tr), examples_keyboard(tr))
        return
    total = await corpus.course_length()
    await show(
        event,
        explainer_card(found, total, tr),
        explainer_keyboard(found, tr, bot_name=bot_name.value, inline=bot_name.inline),
    )
