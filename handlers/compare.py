"""/compare: the same matter in 1995 and 2026, and what changed as a whole."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
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
from content.model import Edition, Kind, Reference, SectionReference, Topic
from content.reference import find_references, named_edition, names_another_law, parse_reference
from content.search import search
from handlers.callbacks import CompareButton, KindButton, OverviewButton
from handlers.compare_keyboards import (
    comparison_keyboard,
    comparisons_keyboard,
    kind_keyboard,
    section_overview_keyboard,
)
from handlers.keyboards import overview_keyboard
from handlers.ports import BotName, Show
from handlers.words import answer_words, topic_named

WHAT_IS_NEW = frozenset(
    {
        "new", "what is new", "what's new", "only new", "новое", "что нового", "новые", "новые статьи", "только новое",
        "жаңа", "жаңасы", "жаңалар", "жаңа баптар", "не жаңа", "жаңалық", "жаңалықтар",
    }
)  # fmt: skip


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.message.register(compare_asked, Command("compare", ignore_case=True))
    made.callback_query.register(compare_pressed, CompareButton.filter())
    made.callback_query.register(overview_pressed, OverviewButton.filter())
    made.callback_query.register(kind_pressed, KindButton.filter())
    return made


async def compare_asked(
    message: Message, command: CommandObject, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    if command.args:
        await compare_words(message, command.args, corpus, tr, show, bot_name)
    else:
        await show_overview(message, Edition.Y2026, corpus, tr, show)


async def compare_words(
    message: Message, words: str, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    """A place, several of them, what is new, an edition, a life situation; else what a search is sure of."""
    if reading := parse_reference(words, corpus.outline):
        await show_target(message, reading.target, corpus, tr, show, bot_name)
    elif what_is_new(words):
        await show_kind(message, KindButton(edition=Edition.Y2026, kind=Kind.NEW), corpus, tr, show)
    elif len(named := articles_named(words, corpus)) > 1:
        await show(message, references_card(named, tr), comparisons_keyboard(named, tr))
    elif edition := named_edition(words):
        await show_overview(message, edition, corpus, tr, show)
    elif names_another_law(words):
        await answer_words(message, words, corpus, tr, show, bot_name)
    elif topic := await topic_named(words, corpus, tr.locale):
        topic = await corpus.topic(topic.id, tr.locale)
        await show_comparison(message, first_place(topic), corpus, tr, show, bot_name)
    elif (found := await search(corpus, words, tr.locale)).clear:
        await show_comparison(message, found.hits[0].reference.whole_article, corpus, tr, show, bot_name)
    else:
        await answer_words(message, words, corpus, tr, show, bot_name)


async def compare_pressed(
    query: CallbackQuery, callback_data: CompareButton, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    await show_comparison(query, callback_data.reference, corpus, tr, show, bot_name, callback_data.page)


async def overview_pressed(
    query: CallbackQuery, callback_data: OverviewButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    await show_overview(query, callback_data.edition, corpus, tr, show)


async def kind_pressed(
    query: CallbackQuery, callback_data: KindButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    await show_kind(query, callback_data, corpus, tr, show)


async def show_target(
    event: Message | CallbackQuery,
    target: Reference | SectionReference,
    corpus: Corpus,
    tr: Translator,
    show: Show,
    bot_name: BotName,
) -> None:
    """The comparison of an article; of a section, what became of each of its articles."""
    if isinstance(target, SectionReference):
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


def what_is_new(words: str) -> bool:
    """Whether somebody asks for what has no predecessor, in any of the languages."""
    return " ".join(words.casefold().strip(" ?!.").replace("’", "'").split()) in WHAT_IS_NEW


def articles_named(words: str, corpus: Corpus) -> list[Reference]:
    """The articles that somebody named one after the other."""
    targets = [reading.target for reading in find_references(words, corpus.outline)]
    return list(dict.fromkeys(target for target in targets if isinstance(target, Reference)))


def first_place(topic: Topic) -> Reference:
    """The provision a life situation rests on first: a right, else a limit, else a duty."""
    return (*topic.rights, *topic.limits, *topic.duties)[0].reference
