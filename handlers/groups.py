"""In groups the bot speaks when it is spoken to: a mention, a reply to it; one message, in the same topic."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.types import Message

from content.cards import Translator
from content.cards.claims import claims_card, look_up, nothing_named_card, places_of
from content.corpus import Corpus
from content.model import Provision
from content.reference import find_references
from content.search import search
from handlers.arrivals import GROUPS
from handlers.keyboards import references_keyboard
from handlers.mentions import replies_to_bot, words_in, words_pointed_at, words_to_bot
from handlers.pages import group_welcome_card
from handlers.ports import BotName, Show
from handlers.views import show_provision
from handlers.words import answer_words, topic_named


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
    if await is_question(words, corpus, tr):
        await answer_words(message, words, corpus, tr, show, bot_name)


async def check(message: Message, pointed: str, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName) -> None:
    """Every place that somebody's message names: what it says, or that it cannot exist."""
    claims = await look_up(corpus, find_references(pointed, corpus.outline), tr.locale)
    if len(claims) == 1 and isinstance(claims[0].found, Provision):
        await show_provision(message, claims[0].found.reference, corpus, tr, show, bot_name)
    elif claims:
        await show(message, claims_card(claims, tr), references_keyboard(places_of(claims), tr))
    else:
        await show(message, nothing_named_card(tr))


async def is_question(words: str, corpus: Corpus, tr: Translator) -> bool:
    """Whether there is anything in the Constitution to answer with."""
    if words.rstrip().endswith("?") or find_references(words, corpus.outline):
        return True
    if await topic_named(words, corpus, tr.locale):
        return True
    found = await search(corpus, words, tr.locale, 1)
    return bool(found.hits or found.gone)
