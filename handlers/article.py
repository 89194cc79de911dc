"""/article and /a17: one provision, or the table of contents."""

from __future__ import annotations

import re

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.corpus import Corpus
from content.model import Edition, SectionReference
from content.reference import parse_reference
from content.tapping import TAPPED, read_tapped
from handlers.callbacks import ArticleButton, ContentsButton, SectionButton, SectionTextButton
from handlers.ports import BotName, Show
from handlers.views import show_contents, show_provision, show_reading, show_section, show_section_text
from handlers.words import answer_words


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.message.register(article, Command("article", ignore_case=True))
    made.message.register(tapped, Command(re.compile(rf"(?:{TAPPED.pattern})$", re.IGNORECASE)))
    made.callback_query.register(article_pressed, ArticleButton.filter())
    made.callback_query.register(contents_pressed, ContentsButton.filter())
    made.callback_query.register(section_pressed, SectionButton.filter())
    made.callback_query.register(section_text_pressed, SectionTextButton.filter())
    return made


async def article(
    message: Message, command: CommandObject, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    if not command.args:
        await show_contents(message, Edition.Y2026, corpus, tr, show)
        return
    reading = parse_reference(command.args, corpus.outline)
    if reading is None:
        await answer_words(message, command.args, corpus, tr, show, bot_name)
        return
    await show_reading(message, reading, corpus, tr, show, bot_name)


async def tapped(
    message: Message, command: CommandObject, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    """``/a17``: a word of a list, tapped or typed."""
    if reading := read_tapped(command.command, corpus.outline):
        await show_reading(message, reading, corpus, tr, show, bot_name)


async def article_pressed(
    query: CallbackQuery, callback_data: ArticleButton, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    await show_provision(query, callback_data.reference, corpus, tr, show, bot_name, page=callback_data.page)


async def contents_pressed(
    query: CallbackQuery, callback_data: ContentsButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    await show_contents(query, callback_data.edition, corpus, tr, show)


async def section_pressed(
    query: CallbackQuery, callback_data: SectionButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    await show_section(query, SectionReference(callback_data.edition, callback_data.number), corpus, tr, show)


async def section_text_pressed(
    query: CallbackQuery, callback_data: SectionTextButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    ref = SectionReference(callback_data.edition, callback_data.number)
    await show_section_text(query, ref, corpus, tr, show, callback_data.page)
