"""Views that several handlers lead to: look up, compose, show."""

from __future__ import annotations

from dataclasses import replace

from aiogram.types import CallbackQuery, Message

from content.cards import Block, Translator
from content.cards.contents import contents_card, section_card
from content.cards.provision import provision_card
from content.cards.section import section_text_card
from content.cards.topic import catalogue_card, topic_card
from content.corpus import Corpus
from content.labels import citation
from content.model import Edition, Reference, SectionReference, Topic
from content.reference import Reading
from content.search import Hit
from handlers.callbacks import ArticleButton, SectionTextButton, TopicButton
from handlers.keyboards import (
    contents_keyboard,
    provision_keyboard,
    rights_keyboard,
    section_keyboard,
    section_text_keyboard,
    topic_keyboard,
)
from handlers.ports import BotName, Show


async def show_reading(
    event: Message | CallbackQuery, reading: Reading, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    """Whatever a reference leads to: an article, a paragraph or a section."""
    if isinstance(reading.target, SectionReference):
        await show_section(event, reading.target, corpus, tr, show)
    else:
        await show_provision(event, reading.target, corpus, tr, show, bot_name, reading.alternatives)


async def show_provision(
    event: Message | CallbackQuery,
    ref: Reference,
    corpus: Corpus,
    tr: Translator,
    show: Show,
    bot_name: BotName,
    other_readings: tuple[Reference, ...] = (),
    page: int = 0,
    also: tuple[Hit, ...] = (),
    above: Block | None = None,
) -> None:
    """The provision card with its buttons; ``also`` what else was found, ``above`` a word to the asker alone."""
    found = await corpus.provision(ref, tr.locale)
    edition = await corpus.edition(ref.edition, tr.locale)
    keyboard = provision_keyboard(
        found, tr, citation=citation(ref, tr.locale), bot_name=bot_name, other_readings=other_readings, also=also
    )
    card = provision_card(found, edition, tr)
    if above:
        card = replace(card, blocks=(above, *card.blocks))

    def turn(number: int) -> str:
        return ArticleButton.of(ref, number).pack()

    await show(event, card, keyboard, turn=turn, page=page)


async def show_contents(
    event: Message | CallbackQuery, edition: Edition, corpus: Corpus, tr: Translator, show: Show
) -> None:
    """The sections of an edition."""
    sections = await corpus.sections(edition, tr.locale)
    card = contents_card(sections, await corpus.edition(edition, tr.locale), tr)
    keyboard = contents_keyboard(sections, edition, tr)
    await show(event, card, keyboard)


async def show_section(
    event: Message | CallbackQuery, ref: SectionReference, corpus: Corpus, tr: Translator, show: Show
) -> None:
    """The articles of a section."""
    section = await corpus.section(ref.edition, ref.number, tr.locale)
    titles = await corpus.titles(ref.edition, tr.locale)
    card = section_card(section, titles, await corpus.edition(ref.edition, tr.locale), tr)
    await show(event, card, section_keyboard(section, corpus.outline.sections[ref.edition], tr))


async def show_section_text(
    event: Message | CallbackQuery, ref: SectionReference, corpus: Corpus, tr: Translator, show: Show, page: int = 0
) -> None:
    """Every article of a section in one card."""
    section = await corpus.section(ref.edition, ref.number, tr.locale)
    articles = [await corpus.provision(Reference(ref.edition, label), tr.locale) for label in section.articles]
    card = section_text_card(section, articles, await corpus.edition(ref.edition, tr.locale), tr)

    def turn(number: int) -> str:
        return SectionTextButton(edition=ref.edition, number=ref.number, page=number).pack()

    await show(event, card, section_text_keyboard(section, tr), turn=turn, page=page)


async def show_catalogue(
    event: Message | CallbackQuery, corpus: Corpus, tr: Translator, show: Show, unknown: str = ""
) -> None:
    """All groups of life situations; ``unknown`` is a name that none of them has."""
    groups = by_group(await corpus.topics(tr.locale))
    await show(event, catalogue_card(list(groups.items()), tr, unknown), rights_keyboard(list(groups), tr))


async def show_topic(
    event: Message | CallbackQuery,
    identifier: str,
    corpus: Corpus,
    tr: Translator,
    show: Show,
    bot_name: BotName,
    page: int = 0,
) -> None:
    """One life situation."""
    topic = await corpus.topic(identifier, tr.locale)
    edition = await corpus.edition(Edition.Y2026, tr.locale)

    def turn(number: int) -> str:
        return TopicButton(id=identifier, page=number).pack()

    await show(event, topic_card(topic, edition, tr), topic_keyboard(topic, tr, bot_name), turn=turn, page=page)


def by_group(topics: tuple[Topic, ...]) -> dict[str, list[Topic]]:
    """Topics under their groups, both in the order of the corpus."""
    groups: dict[str, list[Topic]] = {}
    for topic in topics:
        groups.setdefault(topic.group, []).append(topic)
    return groups
