"""In groups the bot speaks when it is spoken to: a mention, a reply to it; one message, in the same topic."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Bot, F, Router
from aiogram.types import Message

from content.cards import Translator
from content.cards.claims import Claim, claims_card, look_up, nothing_named_card, places_of
from content.corpus import Corpus
from content.interpretation import Found, References, claims_in, has_answer, interpret
from content.model import Provision
from handlers.arrivals import GROUPS
from handlers.keyboards import references_keyboard
from handlers.mentions import replies_to_bot, words_in, words_pointed_at, words_to_bot
from handlers.pages import group_welcome_card
from handlers.ports import BotName, Show
from handlers.views import show_provision
from handlers.words import answer_words, show_meant


def router() -> Router:
    """A router for one dispatcher; include it after every command."""
    made = Router(name=__name__)
    made.message.register(mentioned, F.chat.type.in_(GROUPS), _is_mention)
    made.message.register(replied, F.chat.type.in_(GROUPS), _is_reply)
    return made


def _is_mention(message: Message, bot_name: BotName) -> bool:
    return not words_in(message).startswith("/") and words_to_bot(message, bot_name) is not None


def _is_reply(message: Message, bot: Bot) -> bool:
    words = words_in(message)
    return bool(words) and not words.startswith("/") and replies_to_bot(message, bot.id)


async def mentioned(message: Message, bot: Bot, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName) -> None:
    """Words beside the mention are a question; alone it asks about the message that it replies to."""
    if words := words_to_bot(message, bot_name):
        await answer_words(message, words, corpus, tr, show, bot_name)
    elif pointed := words_pointed_at(message, bot.id):
        await check(message, pointed, corpus, tr, show, bot_name)
    else:
        await show(message, group_welcome_card(tr))


async def replied(message: Message, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName) -> None:
    """An answer to us; thanks and jokes are left alone."""
    words = words_in(message)
    meant = await interpret(corpus, words, tr.locale)
    if words.rstrip().endswith("?") or has_answer(meant):
        await show_meant(message, meant, corpus, tr, show, bot_name)


async def check(message: Message, pointed: str, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName) -> None:
    """What somebody's message names or quotes: what it says, or that it cannot exist."""
    match claims_in(await interpret(corpus, pointed, tr.locale)):
        case References(readings):
            await show_claims(message, await look_up(corpus, readings, tr.locale), corpus, tr, show, bot_name)
        case Found():
            await show(message, nothing_named_card(tr))
        case meant:
            await show_meant(message, meant, corpus, tr, show, bot_name)


async def show_claims(
    message: Message, claims: Sequence[Claim], corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    """The one provision that was named, else one message about all places."""
    if len(claims) == 1 and isinstance(claims[0].found, Provision):
        await show_provision(message, claims[0].found.reference, corpus, tr, show, bot_name)
    else:
        await show(message, claims_card(claims, tr), references_keyboard(places_of(claims), tr))
