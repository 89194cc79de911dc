"""/about and /sources: who runs it, what is official and what is not."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from content.cards import Translator
from content.corpus import Corpus
from content.model import Edition, EditionWords
from handlers.pages import about_card, sources_card
from handlers.ports import Show


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.message.register(about, Command("about", ignore_case=True))
    made.message.register(sources, Command("sources", ignore_case=True))
    return made


async def about(message: Message, corpus: Corpus, tr: Translator, show: Show) -> None:
    await show(message, about_card(await editions(corpus, tr), tr))


async def sources(message: Message, corpus: Corpus, tr: Translator, show: Show) -> None:
    await show(message, sources_card(await editions(corpus, tr), await corpus.loaded_texts(), tr))


async def editions(corpus: Corpus, tr: Translator) -> list[EditionWords]:
    """Both editions, the one in force first."""
    return [await corpus.edition(edition, tr.locale) for edition in (Edition.Y2026, Edition.Y1995)]
