"""Inline mode: ``@bot 17``, ``@bot private life`` or nothing at all, in any chat; a miss never posts anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import InlineQuery

from content.cards import Translator
from content.cards.claims import Impossible, look_up, refusal
from content.corpus import Corpus
from content.errors import NoSuchArticle, NoSuchParagraph
from content.interpretation import (
    Compared,
    EditionNamed,
    Found,
    OtherLaw,
    Quoted,
    References,
    SituationNamed,
    interpret,
)
from content.limits import INLINE_RESULT_LIMIT
from content.model import Edition, Provision, Reference, Section
from content.reference import Reading
from content.search import SearchResult
from content.situations import situation_named
from handlers.deep_links import DeepLink, Target, read_deep_link
from handlers.offers import (
    comparison_offer,
    contents_offer,
    explainer_offer,
    gone_offer,
    how_to_offer,
    offer_of,
    provision_offer,
    quotation_offer,
    topic_offer,
)
from handlers.ports import BotName, Offer, Present, Subscriptions, TranslatorFor

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

    async def looked_up(self, found: Provision) -> Offer:
        return await offer_of(found, self.corpus, self.tr, self.bot_name)

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
    words = query.query.strip()
    link = read_deep_link(words)
    shelf = Shelf(corpus, translator_for(link.locale) if link and link.locale else tr, bot_name)
    if not words:
        today = await subscriptions.today(query.from_user.id, await corpus.course_order())
        await present.results(query, await first_offers(today, shelf), tr.gettext("Language: English"))
        return
    offers, remark = await offers_for(words, link, shelf)
    await present.results(query, offers, remark or tr.gettext("Ask in the chat with the bot"))


async def first_offers(today: str | None, shelf: Shelf) -> list[Offer]:
    """Before anything is typed: today's explainer, what is asked most, how to ask."""
    explained = await shelf.explainer(today) if today else None
    asked = [await shelf.provision(Reference(Edition.Y2026, label)) for label in OFTEN_ASKED]
    return [*([explained] if explained else []), *asked, how_to_offer(shelf.tr, shelf.bot_name)]


async def offers_for(words: str, link: DeepLink | None, shelf: Shelf) -> tuple[list[Offer], str]:
    """What the words name or what a search finds, best first, each once; and a remark when something is missing."""
    offers, remark = await (_linked(link, shelf) if link else _worded(words, shelf))
    unique = list({offer.id: offer for offer in offers}.values())[:INLINE_RESULT_LIMIT]
    return unique, remark or ("" if unique else shelf.tr.gettext("Nothing found. How to ask?"))


async def _linked(link: DeepLink, shelf: Shelf) -> tuple[list[Offer], str]:
    """A card that was shared by its button comes first."""
    if link.reference:
        reading = Reading(link.reference, edition_named=True)
        return await _places([reading], shelf, compared=link.target is Target.COMPARISON)
    if link.target is Target.EXPLAINER:
        return [offer for offer in [await shelf.explainer(link.id)] if offer], ""
    topic = await situation_named(shelf.corpus, link.id, shelf.tr.locale)
    return [await shelf.topic(topic.id)] if topic else [], ""


async def _worded(words: str, shelf: Shelf) -> tuple[list[Offer], str]:
    match await interpret(shelf.corpus, words, shelf.tr.locale):
        case References(readings):
            return await _places(readings, shelf)
        case Compared(readings):
            return await _places(readings, shelf, compared=True)
        case EditionNamed(edition):
            return [await contents_offer(edition, shelf.corpus, shelf.tr, shelf.bot_name)], ""
        case Quoted(quotation):
            made = quotation_offer(quotation, shelf.tr, shelf.bot_name)
            found = [await shelf.provision(place) for place in quotation.places]
            return ([made, *found], "") if found else ([], made.title)
        case OtherLaw(constitution=True):
            return [], shelf.tr.gettext("That Constitution is not here; I hold those of 1995 and 2026")
        case OtherLaw():
            return [], shelf.tr.gettext("An article of another law; I hold only the two Constitutions")
        case SituationNamed(topic, result):
            return await _found(result, [await shelf.topic(topic.id)], shelf), ""
        case Found(result=result, situation=topic):
            lead = [gone_offer(result.gone, shelf.tr, shelf.bot_name)] if result.gone else []
            named = [await shelf.topic(topic.id)] if topic else []
            return await _found(result, [*lead, *named], shelf), ""


async def _found(result: SearchResult, lead: Sequence[Offer], shelf: Shelf) -> list[Offer]:
    """What is known by name, then what a search finds; the comparison of the best article comes second."""
    hits = [
        await shelf.provision(hit.reference, "".join(run.text for run in hit.excerpt)) for hit in result.hits[:HITS]
    ]
    if not hits:
        return list(lead)
    first, *rest = [*lead, *hits]
    return [first, await shelf.comparison(result.hits[0].reference.whole_article), *rest]


async def _places(readings: Sequence[Reading], shelf: Shelf, *, compared: bool = False) -> tuple[list[Offer], str]:
    """Everything that was named or, where it cannot exist, what is nearest, with the reason of the first such place."""
    offers: list[Offer] = []
    remarks: list[str] = []
    claims = await look_up(shelf.corpus, readings, shelf.tr.locale)
    for reading, claim in zip(readings, claims, strict=True):
        match claim.found:
            case Section(edition=edition, articles=articles):
                make = shelf.comparison if compared else shelf.provision
                offers += [await make(Reference(edition, label)) for label in articles[:INLINE_RESULT_LIMIT]]
            case Provision() as found:
                offers += await _provision(found, reading, shelf, compared=compared, alone=len(readings) == 1)
            case failure:
                offers += await _near(failure, claim.elsewhere, shelf)
                remarks.append(refusal(failure, shelf.tr))
    return offers, next(iter(remarks), "")


async def _provision(found: Provision, reading: Reading, shelf: Shelf, *, compared: bool, alone: bool) -> list[Offer]:
    """One place and its comparison; alone also other readings and its paragraphs, or the whole article around it."""
    first = await shelf.looked_up(found)
    if not alone and not compared:
        return [first]
    comparison = await shelf.comparison(found.reference.whole_article)
    if not alone:
        return [comparison, first]
    others = [await shelf.provision(ref) for ref in reading.alternatives]
    around = await _around(found, shelf)
    return [comparison, first, *others, *around] if compared else [first, *others, comparison, *around]


async def _around(found: Provision, shelf: Shelf) -> list[Offer]:
    """The paragraphs of a whole article; of a part the article it stands in."""
    ref = found.reference
    if ref != ref.whole_article:
        return [await shelf.provision(ref.whole_article)]
    numbers = shelf.corpus.outline.paragraphs.get(ref, ())[: INLINE_RESULT_LIMIT - 2]
    parts = [replace(found, reference=Reference(ref.edition, ref.article, number)) for number in numbers]
    return [await shelf.looked_up(part) for part in parts]


async def _near(failure: Impossible, elsewhere: Reference | None, shelf: Shelf) -> list[Offer]:
    """The same number where it does exist, else the nearest place."""
    match failure:
        case NoSuchArticle(ref=ref):
            return [await shelf.provision(elsewhere or Reference(ref.edition, failure.nearest))]
        case NoSuchParagraph():
            return [await shelf.provision(failure.nearest)]
    return []
