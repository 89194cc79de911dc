"""/stats and /reload, for the people in ADMIN_IDS; to everybody else they do not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import BaseFilter, Command
from aiogram.types import Message

from content.cards import Translator
from handlers.ports import Figures, Reload, Show
from handlers.short_answers import figures_card, reloaded_card

OPERATOR_COMMANDS = ("stats", "reload")


class IsOperator(BaseFilter):
    """Whether a person of ADMIN_IDS speaks, in private."""

    async def __call__(self, message: Message, operators: frozenset[int]) -> bool:
        return message.from_user is not None and message.from_user.id in operators and message.chat.id > 0


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.message.register(stats, Command("stats", ignore_case=True), IsOperator())
    made.message.register(reload, Command("reload", ignore_case=True), IsOperator())
    return made


async def stats(message: Message, figures: Figures, tr: Translator, show: Show) -> None:
    await show(message, figures_card(await figures(tr), tr))


async def reload(message: Message, reload_corpus: Reload, tr: Translator, show: Show) -> None:
    fingerprint, explainers = await reload_corpus()
    await show(message, reloaded_card(fingerprint, explainers, tr))
