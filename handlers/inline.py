"""Inline mode: ``@bot 17``, ``@bot private life`` or nothing at all, in any chat; a miss never posts anything."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import ChosenInlineResult, InlineQuery

from content.cards import Translator
from content.cards.claims import refusal
from content.corpus import Corpus
from content.errors import ContentError, NoSuchArticle, NoSuchParagraph, NoSuchSection
from content.limits import INLINE_RESULT_LIMIT, QUERY_LIMIT
from content.model import Edition, Reference, SectionReference
from content.reference import Reading, find_references, parse_reference
from content.search import search
from handlers.deep_links import DeepLink, Target, read_deep_link
from handlers.offers import (
    comparison_offer,
    explainer_offer,
    gone_offer,
    how_to_offer,
    offer_of,
    provision_offer,
    topic_offer,
)
from handlers.ports import BotName, Offer, Present, Subscriptions, TranslatorFor
from handlers.words import topic_named

log = logging.getLogger(__name__)

OFTEN_ASKED = ("17", "21", "18")
"""Life, private life, detention; the bot keeps no count of questions, so this is fixed."""
HITS = 8


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where offers are made: one corpus, one language, one bot."""

    corpus: Corpus
    tr: Translator
    bot_name: BotName

    async def provision(self, ref: Reference, description: str = "") -> Offer:
        return await provision_offer(ref, self.corpus, self.tr, self.bot_name, description)

    async def comparison(self, ref: Reference) -> Offer:
        return await comparison_offer(ref, self.corpus, self.tr, self.bot_name)

    async def topic(self, identifier: str) -> Offer:
        return await topic_offer(identifier, self.corpus, self.tr, self.bot_name)

    async def explainer(self, identifier: str) -> Offer | None:
        return await explainer_offer(identifier, self.corpus, self.tr, self.bot_name)


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.inline_query.register(inline)
    made.chosen_inline_result.register(chosen)
    return made


async def inline(
    query: InlineQuery,
    corpus: Corpus,
    subscriptions: Subscriptions,
    tr: Translator,
    translator_for: TranslatorFor,
    bot_name: BotName,
    present: Present,
) -> None:
    words = query.query.strip()[:QUERY_LIMIT]
    link = read_deep_link(words)
    shelf = Shelf(corpus, translator_for(link.locale) if link and link.locale else tr, bot_name)
    if not words:
        today = await subscriptions.today(query.from_user.id, await corpus.course_order())
        await present.results(query, await first_offers(today, shelf), tr.gettext("Language: English"))
        return
    offers, remark = await offers_for(words, link, shelf)
    await present.results(query, offers, remark or tr.gettext("Ask in the chat with the bot"))


async def chosen(result: ChosenInlineResult) -> None:
    log.debug("an inline result was posted")  # who, where and what is nobody's business


async def first_offers(today: str | None, shelf: Shelf) -> list[Offer]:
    """Before anything is typed: today's explainer, what is asked most, how to ask."""
    explained = await shelf.explainer(today) if today else None
    asked = [await shelf.provision(Reference(Edition.Y2026, label)) for label in OFTEN_ASKED]
    return [*([explained] if explained else []), *asked, how_to_offer(shelf.tr, shelf.bot_name)]


async def offers_for(words: str, link: DeepLink | None, shelf: Shelf) -> tuple[list[Offer], str]:
    """What the words name or what a search finds, best first, each once; and a remark when something is missing."""
    try:
        found = await (_linked(link, shelf) if link else _worded(words, shelf))
    except (NoSuchArticle, NoSuchParagraph, NoSuchSection) as failure:
        near = await _near(failure, shelf)
        return near, refusal(failure, shelf.tr)
    except ContentError:
        found = []
    unique = list({offer.id: offer for offer in found}.values())[:INLINE_RESULT_LIMIT]
    return unique, "" if unique else shelf.tr.gettext("Nothing found. How to ask?")


async def _linked(link: DeepLink, shelf: Shelf) -> list[Offer]:
    """A card that was shared by its button comes first."""
    if link.target is Target.TOPIC:
        return [await shelf.topic(link.id)]
    if link.target is Target.EXPLAINER:
        return [offer for offer in [await shelf.explainer(link.id)] if offer]
    assert link.reference is not None, "the other targets are places"
    if link.target is Target.COMPARISON:
        return [await shelf.comparison(link.reference), await shelf.provision(link.reference)]
    return await _place(link.reference, shelf)


async def _worded(words: str, shelf: Shelf) -> list[Offer]:
    outline = shelf.corpus.outline
    reading = parse_reference(words, outline)
    readings: Iterable[Reading] = [reading] if reading else find_references(words, outline)
    found: list[Offer] = []
    for one in readings:
        found += await _read(one, shelf, alone=reading is not None)
    if found:
        return found
    if topic := await topic_named(words, shelf.corpus, shelf.tr.locale):
        found.append(await shelf.topic(topic.id))
    result = await search(shelf.corpus, words, shelf.tr.locale, HITS)
    if result.gone:
        found.append(gone_offer(result.gone, shelf.tr, shelf.bot_name))
    for hit in result.hits:
        found.append(await shelf.provision(hit.reference, "".join(run.text for run in hit.excerpt)))
    if result.hits:
        found.insert(1, await shelf.comparison(result.hits[0].reference.whole_article))
    return found


async def _read(reading: Reading, shelf: Shelf, *, alone: bool) -> list[Offer]:
    if isinstance(reading.target, SectionReference):
        edition = reading.target.edition
        section = await shelf.corpus.section(edition, reading.target.number, shelf.tr.locale)
        return [await shelf.provision(Reference(edition, label)) for label in section.articles[:INLINE_RESULT_LIMIT]]
    if not alone:
        return [await shelf.provision(reading.target)]
    others = [await shelf.provision(ref) for ref in reading.alternatives]
    first, *rest = await _place(reading.target, shelf)
    return [first, *others, *rest]


async def _place(ref: Reference, shelf: Shelf) -> list[Offer]:
    """What was named, its comparison, then its paragraphs or the whole article it stands in."""
    first = await shelf.provision(ref)
    compared = await shelf.comparison(ref.whole_article)
    if ref != ref.whole_article:
        return [first, compared, await shelf.provision(ref.whole_article)]
    whole = await shelf.corpus.provision(ref, shelf.tr.locale)
    parts = [
        await offer_of(replace(whole, reference=Reference(ref.edition, ref.article, number)), shelf.corpus, shelf.tr, shelf.bot_name)
        for number in shelf.corpus.outline.paragraphs.get(ref.whole_article, ())[: INLINE_RESULT_LIMIT - 2]
    ]  # fmt: skip
    return [first, compared, *parts]


async def _near(failure: NoSuchArticle | NoSuchParagraph | NoSuchSection, shelf: Shelf) -> list[Offer]:
    match failure:
        case NoSuchArticle(ref=ref):
            other = Reference(ref.edition.other, ref.article)
            known = shelf.corpus.outline.has(other.edition, other.article)
            return [await shelf.provision(other if known else Reference(ref.edition, failure.nearest))]
        case NoSuchParagraph():
            return [await shelf.provision(failure.nearest)]
    return []
