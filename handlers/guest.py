"""Guest calls: one answer where the bot is not a member, about the words or the message that was replied to."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Bot, Router
from aiogram.types import Message

from content.cards import Translator
from content.cards.claims import Claim, look_up
from content.corpus import Corpus
from content.finding.gone import GoneWord
from content.interpretation import (
    Compared,
    EditionNamed,
    Found,
    Interpretation,
    OtherLaw,
    Quoted,
    References,
    SituationNamed,
    claims_in,
    interpret,
)
from content.model import Provision
from content.search import SearchResult
from handlers.mentions import words_in, words_pointed_at, words_to_bot
from handlers.offers import (
    claims_offer,
    comparison_offer,
    contents_offer,
    gone_offer,
    how_to_offer,
    miss_offer,
    other_law_offer,
    provision_offer,
    quotation_offer,
    topic_offer,
)
from handlers.ports import BotName, Offer, Present


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
    """What the caller's own words name, else the message they point at, else what is found; there is always an answer."""
    said = await interpret(corpus, words, tr.locale) if words else None
    if pointed and (said is None or isinstance(said, Found)):
        shown = claims_in(await interpret(corpus, pointed, tr.locale))
        if not isinstance(shown, Found):
            return await offer_meant(shown, corpus, tr, bot_name)
    if said:
        return await offer_meant(said, corpus, tr, bot_name)
    return miss_offer(tr, bot_name, named=False) if pointed else how_to_offer(tr, bot_name)


async def offer_meant(meant: Interpretation, corpus: Corpus, tr: Translator, bot_name: BotName) -> Offer:
    """The one message that answers words that were read."""
    match meant:
        case References(readings):
            return await claims_offer(await look_up(corpus, readings, tr.locale), corpus, tr, bot_name)
        case Compared(readings):
            return await compared_offer(await look_up(corpus, readings, tr.locale), corpus, tr, bot_name)
        case EditionNamed(edition):
            return await contents_offer(edition, corpus, tr, bot_name)
        case Quoted(quotation):
            return quotation_offer(quotation, tr, bot_name)
        case OtherLaw(constitution):
            return other_law_offer(tr, bot_name, constitution=constitution)
        case SituationNamed(topic):
            return await topic_offer(topic.id, corpus, tr, bot_name)
        case Found(result=SearchResult(gone=GoneWord() as gone)):
            return gone_offer(gone, tr, bot_name)
        case Found(result=SearchResult(hits=(best, *_))):
            return await provision_offer(best.reference, corpus, tr, bot_name)
    return miss_offer(tr, bot_name, named=True)


async def compared_offer(claims: Sequence[Claim], corpus: Corpus, tr: Translator, bot_name: BotName) -> Offer:
    """The comparison of the first article that exists; else why there is none."""
    for claim in claims:
        if isinstance(claim.found, Provision):
            return await comparison_offer(claim.found.reference.whole_article, corpus, tr, bot_name)
    return await claims_offer(claims, corpus, tr, bot_name)
