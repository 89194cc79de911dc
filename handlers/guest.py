"""Guest calls: one answer where the bot is not a member, about the words or the message that was replied to."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import Message

from content.cards import Translator
from content.cards.claims import look_up
from content.corpus import Corpus
from content.limits import QUERY_LIMIT
from content.reference import find_references
from content.search import SearchResult, search
from handlers.mentions import words_in, words_pointed_at, words_to_bot
from handlers.offers import claims_offer, gone_offer, how_to_offer, miss_offer, provision_offer, topic_offer
from handlers.ports import BotName, Offer, Present
from handlers.words import topic_named


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.guest_message.register(called)
    return made


async def called(
    message: Message, bot: Bot, corpus: Corpus, tr: Translator, bot_name: BotName, present: Present
) -> None:
    beside = words_to_bot(message, bot_name)
    words = words_in(message) if beside is None else beside
    pointed = words_pointed_at(message, bot.id)
    await present.guest(message, await guest_offer(words, pointed, corpus, tr, bot_name))


async def guest_offer(words: str, pointed: str, corpus: Corpus, tr: Translator, bot_name: BotName) -> Offer:
    """The caller's own words first, then the message they point at; there is always an answer."""
    for text in (words, pointed):
        if readings := find_references(text, corpus.outline):
            return await claims_offer(await look_up(corpus, readings, tr.locale), corpus, tr, bot_name)
    if not words and not pointed:
        return how_to_offer(tr, bot_name)
    for text in filter(None, (words, pointed)):
        if topic := await topic_named(text, corpus, tr.locale):
            return await topic_offer(topic.id, corpus, tr, bot_name)
    found = await search(corpus, words[:QUERY_LIMIT], tr.locale, 1) if words else SearchResult()
    if found.gone:
        return gone_offer(found.gone, tr, bot_name)
    if found.hits:
        return await provision_offer(found.hits[0].reference, corpus, tr, bot_name)
    return miss_offer(tr, bot_name, named=bool(words))
