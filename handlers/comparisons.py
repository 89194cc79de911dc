"""Comparisons that several handlers lead to: of an article, of a section, of a whole edition, of one kind."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.cards.comparison import comparison_card
from content.cards.overview import (
    kind_card,
    kind_list,
    kinds_in,
    kinds_of,
    overview_card,
    page_in_list,
    section_overview_card,
)
from content.cards.results import references_card
from content.compare import compare
from content.corpus import Corpus
from content.model import Edition, Reference, SectionReference
from content.reference import Reading
from handlers.callbacks import CompareButton, KindButton
from handlers.compare_keyboards import (
    comparison_keyboard,
    comparisons_keyboard,
    kind_keyboard,
    section_overview_keyboard,
)
from handlers.keyboards import overview_keyboard
from handlers.ports import BotName, Show


async def show_compared(
    event: Message | CallbackQuery,
    readings: Sequence[Reading],
    corpus: Corpus,
    tr: Translator,
    show: Show,
    bot_name: BotName,
) -> None:
    """The comparison of what was named: of an article, of all articles of a section; of several articles the choice."""
    articles = list(dict.fromkeys(one.target for one in readings if isinstance(one.target, Reference)))
    target = articles[0] if articles else readings[0].target
    if len(articles) > 1:
        await show(event, references_card(articles, tr), comparisons_keyboard(articles, tr))
    elif isinstance(target, SectionReference):
        await show_section_overview(event, target, corpus, tr, show)
    else:
        await show_comparison(event, target, corpus, tr, show, bot_name)


async def show_comparison(
    event: Message | CallbackQuery,
    ref: Reference,
    corpus: Corpus,
    tr: Translator,
    show: Show,
    bot_name: BotName,
    page: int = 0,
) -> None:
    """The comparison of an article with its buttons."""
    found = await compare(corpus, ref, tr.locale)
    editions = {edition: await corpus.edition(edition, tr.locale) for edition in Edition}

    def turn(number: int) -> str:
        return CompareButton(edition=ref.edition, article=ref.article, page=number).pack()

    keyboard = comparison_keyboard(found, tr, bot_name=bot_name, page=await page_in_list(corpus, found.own))
    await show(event, comparison_card(found, editions, tr), keyboard, turn=turn, page=page)


async def show_overview(
    event: Message | CallbackQuery, edition: Edition, corpus: Corpus, tr: Translator, show: Show
) -> None:
    """Counts by section and kind; every kind opens its list."""
    counts = await corpus.relation_counts(edition)
    sections = await corpus.sections(edition, tr.locale)
    card = overview_card(counts, sections, await corpus.edition(edition, tr.locale), tr)
    await show(event, card, overview_keyboard(edition, kinds_in(counts), tr))


async def show_section_overview(
    event: Message | CallbackQuery, ref: SectionReference, corpus: Corpus, tr: Translator, show: Show
) -> None:
    """What became of each article of a section, or where it comes from; every one opens its comparison."""
    section = await corpus.section(ref.edition, ref.number, tr.locale)
    kinds = await kinds_of(corpus, section)
    titles, edition = await corpus.titles(ref.edition, tr.locale), await corpus.edition(ref.edition, tr.locale)
    card = section_overview_card(section, kinds, titles, edition, tr)
    await show(event, card, section_overview_keyboard(section, kinds, tr))


async def show_kind(
    event: Message | CallbackQuery, asked: KindButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    """One page of the articles that relate to the other edition in one way."""
    section = asked.section or None
    found = await kind_list(corpus, asked.edition, asked.kind, tr.locale, section=section, page=asked.page)
    await show(event, kind_card(found, await corpus.edition(asked.edition, tr.locale), tr), kind_keyboard(found, tr))
