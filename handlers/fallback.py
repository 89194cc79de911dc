"""What no other handler took: words in private chats, unknown commands, outdated buttons, stickers."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message
from rapidfuzz import process

from content.cards import Translator
from content.corpus import Corpus
from handlers.menu_keyboards import examples_keyboard
from handlers.operator import OPERATOR_COMMANDS
from handlers.pages import welcome_card
from handlers.plain_words import is_greeting, is_thanks
from handlers.ports import BotName, CommandNames, Misses, Show
from handlers.short_answers import no_words_card, outdated_words, thanks_card, unknown_command_card
from handlers.words import answer_words


def router() -> Router:
    """A router for one dispatcher; include it last."""
    made = Router(name=__name__)
    private = F.chat.type == ChatType.PRIVATE
    made.message.register(unknown_command, private, F.text.startswith("/"))
    made.message.register(words, private, F.text | F.caption)
    made.message.register(no_words, private)
    made.callback_query.register(outdated)
    return made


async def words(
    message: Message, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName, misses: Misses
) -> None:
    asked = message.text or message.caption or ""
    if is_greeting(asked):
        await show(message, welcome_card(tr), examples_keyboard(tr))
    elif is_thanks(asked):
        await show(message, thanks_card(tr))
    elif not await answer_words(message, asked, corpus, tr, show, bot_name):
        await misses.missed(message.chat.id, asked)


async def unknown_command(message: Message, tr: Translator, show: Show, command_names: CommandNames) -> None:
    given = (message.text or "").split()[0].lstrip("/").partition("@")[0].lower()[:32]
    near = process.extractOne(given, (*command_names, *OPERATOR_COMMANDS), score_cutoff=75)
    guess = near[0] if near and near[0] in command_names else None
    await show(message, unknown_command_card(guess, tr), examples_keyboard(tr))


async def no_words(message: Message, tr: Translator, show: Show) -> None:
    await show(message, no_words_card(tr), examples_keyboard(tr))


async def outdated(query: CallbackQuery, tr: Translator) -> None:
    await query.answer(outdated_words(tr), show_alert=True)
