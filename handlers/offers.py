"""What can be posted in any chat: provisions, comparisons, situations, explainers, each with links back to the bot."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from content.cards import Card, Entry, Paragraph, Translator, plain
from content.cards.claims import Claim, claims_card, nothing_named_card, places_of
from content.cards.comparison import comparison_card
from content.cards.contents import contents_card
from content.cards.explainer import explainer_card
from content.cards.provision import provision_card
from content.cards.quotation import quotation_card
from content.cards.results import gone_blocks, gone_heading, other_law_card
from content.cards.topic import topic_card
from content.compare import compare
from content.corpus import Corpus
from content.finding.gone import GoneWord
from content.labels import citation, dated_label
from content.model import PREAMBLE, Edition, Provision, Reference
from content.quotation import Quotation
from handlers.deep_links import Target, article_payload, comparison_payload, named_payload
from handlers.keyboards import copy_button, keyboard
from handlers.links import link_button, places_keyboard
from handlers.ports import BotName, Offer


async def provision_offer(
    ref: Reference, corpus: Corpus, tr: Translator, bot_name: BotName, description: str = ""
) -> Offer:
    """An article or one paragraph; raises as Corpus.provision does."""
    found = await corpus.provision(ref, tr.locale)
    return await offer_of(found, corpus, tr, bot_name, description)


async def offer_of(found: Provision, corpus: Corpus, tr: Translator, bot_name: BotName, description: str = "") -> Offer:
    """The same for a provision that was looked up before."""
    ref = found.reference
    card = provision_card(found, await corpus.edition(ref.edition, tr.locale), tr)
    open_ = link_button(tr.gettext("Open in the bot"), bot_name, article_payload(ref, tr.locale))
    compared = link_button(tr.gettext("Compare"), bot_name, comparison_payload(ref, tr.locale))
    return Offer(
        id=article_payload(ref) + (f"-{ref.subparagraph}" if ref.subparagraph else ""),
        title=f"{card.title} ({ref.edition.year})",
        description=description or gist(found),
        card=card,
        keyboard=keyboard([open_, compared], [copy_button(citation(ref, tr.locale), tr)]),
    )


async def comparison_offer(ref: Reference, corpus: Corpus, tr: Translator, bot_name: BotName) -> Offer:
    """The comparison of an article; raises as Corpus.provision does."""
    found = await compare(corpus, ref, tr.locale)
    editions = {edition: await corpus.edition(edition, tr.locale) for edition in Edition}
    card = comparison_card(found, editions, tr)
    own = found.own.reference
    open_ = link_button(tr.gettext("Open in the bot"), bot_name, comparison_payload(own, tr.locale))
    opened = [
        link_button(dated_label(place, tr), bot_name, article_payload(place, tr.locale))
        for place in (own, *(partner.reference for partner in found.partners[:1]))
    ]
    words = found.relation.note if found.relation and found.relation.note else card.title
    return Offer(
        id=comparison_payload(own),
        title=tr.gettext("1995 and 2026: {place}").format(place=dated_label(own, tr)),
        description=words,
        card=card,
        keyboard=keyboard([open_], opened, [copy_button(citation(own, tr.locale), tr)]),
    )


async def topic_offer(identifier: str, corpus: Corpus, tr: Translator, bot_name: BotName) -> Offer:
    """One life situation; raises as Corpus.topic does."""
    topic = await corpus.topic(identifier, tr.locale)
    card = topic_card(topic, await corpus.edition(Edition.Y2026, tr.locale), tr)
    payload = named_payload(Target.TOPIC, topic.id, tr.locale)
    return Offer(
        id=named_payload(Target.TOPIC, topic.id),
        title=topic.title,
        description=topic.situation,
        card=card,
        keyboard=keyboard([link_button(tr.gettext("Open in the bot"), bot_name, payload)]),
    )


async def explainer_offer(identifier: str, corpus: Corpus, tr: Translator, bot_name: BotName) -> Offer | None:
    """One day of the course, or None when no explainer has that id."""
    found = await corpus.explainer(identifier, tr.locale)
    if found is None:
        return None
    card = explainer_card(found, await corpus.course_length(), tr)
    payload = named_payload(Target.EXPLAINER, found.id, tr.locale)
    return Offer(
        id=named_payload(Target.EXPLAINER, found.id),
        title=found.title,
        description=found.gives,
        card=card,
        keyboard=keyboard([link_button(tr.gettext("Open in the bot"), bot_name, payload)]),
    )


async def claims_offer(claims: Sequence[Claim], corpus: Corpus, tr: Translator, bot_name: BotName) -> Offer:
    """One message about all places that were named; the card itself when it was one and exists."""
    if len(claims) == 1 and isinstance(claims[0].found, Provision):
        return await provision_offer(claims[0].found.reference, corpus, tr, bot_name)
    card = claims_card(claims, tr)
    places = places_of(claims)
    return Offer("claims", card.title, "", card, _links(places, tr, bot_name) if places else None)


async def contents_offer(edition: Edition, corpus: Corpus, tr: Translator, bot_name: BotName) -> Offer:
    """The sections of a Constitution, and where it begins."""
    words = await corpus.edition(edition, tr.locale)
    card = contents_card(await corpus.sections(edition, tr.locale), words, tr)
    links = _links([Reference(edition, PREAMBLE)], tr, bot_name)
    return Offer(f"contents-{edition}", words.name, words.status, card, links)


def quotation_offer(found: Quotation, tr: Translator, bot_name: BotName) -> Offer:
    """Whether a passage stands in the law, with a link to each place where it does."""
    card = quotation_card(found, tr)
    return Offer("quotation", card.title, "", card, _links(found.places, tr, bot_name) if found.places else None)


def other_law_offer(tr: Translator, bot_name: BotName, *, constitution: bool) -> Offer:
    """An article of another law or a third Constitution was asked for."""
    card = other_law_card(tr, constitution=constitution)
    return Offer("other-law", card.title, "", card, _to_the_bot(tr, bot_name))


def gone_offer(gone: GoneWord, tr: Translator, bot_name: BotName) -> Offer:
    """A word that left the Constitution: where it stood, what stands there now, with a link to each."""
    title = gone_heading(gone, tr)
    _, *blocks = gone_blocks(gone, tr)
    footer = (plain(tr.gettext("Summary, not the official text.")),)
    links = _links((*gone.before, *gone.after), tr, bot_name)
    return Offer(f"gone-{gone.id}", title, gone.note, Card(title=title, blocks=tuple(blocks), footer=footer), links)


def miss_offer(tr: Translator, bot_name: BotName, *, named: bool) -> Offer:
    """Nothing was found for the words that were ``named``, or in the message that was pointed at."""
    title = tr.gettext("I did not find that in the Constitution.")
    card = Card(title=title) if named else nothing_named_card(tr)
    return Offer("miss", card.title, "", card, _to_the_bot(tr, bot_name))


def how_to_offer(tr: Translator, bot_name: BotName) -> Offer:
    """How to use the bot from any chat; useful to whoever reads it where it is posted."""
    name, example = bot_name.value, tr.gettext("private life")
    lines = (
        (f"@{name} 17", tr.gettext("an article by its number")),
        (f"@{name} 17.2", tr.gettext("one paragraph")),
        (f"@{name} {example}", tr.gettext("a matter in your own words")),
    )
    card = Card(
        title=tr.gettext("The Constitution in any chat"),
        blocks=(
            Paragraph(plain(tr.gettext("Write the bot’s name and what you look for, then tap a result:"))),
            *(Entry("•", plain(f"{typed} — {words}")) for typed, words in lines),
        ),
    )
    description = tr.gettext("a number, a paragraph or your own words")
    return Offer("how", tr.gettext("How to use it"), description, card, _to_the_bot(tr, bot_name))


def gist(found: Provision) -> str:
    """A line of our words for a list: the place itself, the outline, or how it begins."""
    if found.reference == found.reference.whole_article and found.outline:
        return found.outline
    named = found.reference.subparagraph is not None
    wanted = [words.text for line in found.lines for words in (line.points if named and line.points else (line,))]
    return " ".join(wanted)[:300]


def _links(places: Sequence[Reference], tr: Translator, bot_name: BotName) -> InlineKeyboardMarkup:
    return places_keyboard(places, [dated_label(place, tr) for place in places], bot_name, tr)


def _to_the_bot(tr: Translator, bot_name: BotName) -> InlineKeyboardMarkup:
    return keyboard([link_button(tr.gettext("Open the bot"), bot_name, "start")])
