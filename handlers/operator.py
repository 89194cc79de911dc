"""/stats and /reload, for the people in ADMIN_IDS; to everybody else they do not exist."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import BaseFilter, Command
from aiogram.types import Message

from content.cards import Card, Entry, Translator, plain
from handlers.ports import Figures, Reload, Show


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
    lines = tuple(Entry("•", plain(f"{name}: {value}")) for name, value in await figures(tr))
    await show(message, Card(title=tr.gettext("Figures"), blocks=lines))


async def reload(message: Message, reload_corpus: Reload, tr: Translator, show: Show) -> None:
    fingerprint, explainers = await reload_corpus()
    title = tr.gettext("Corpus {fingerprint} is in use; explainers: {number}.")
    await show(message, Card(title=title.format(fingerprint=fingerprint[:12], number=explainers)))
