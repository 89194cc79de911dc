"""/compare: the same matter in 1995 and 2026, and what changed as a whole."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.cards.comparison import comparison_card
from content.cards.overview import kind_card, kind_list, kinds_in, overview_card
from content.compare import compare
from content.corpus import Corpus
from content.model import Edition, Reference, SectionReference, Topic
from content.reference import parse_reference
from content.search import search
from handlers.callbacks import CompareButton, KindButton, OverviewButton
from handlers.compare_keyboards import comparison_keyboard, kind_keyboard
from handlers.keyboards import overview_keyboard
from handlers.ports import BotName, Show
from handlers.views import show_section
from handlers.words import answer_words, topic_named


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
    words = command.args
    if not words:
        await show_overview(message, Edition.Y2026, corpus, tr, show)
    elif reading := parse_reference(words, corpus.outline):
        await show_target(message, reading.target, corpus, tr, show, bot_name)
    elif topic := await topic_named(words, corpus, tr.locale):
        topic = await corpus.topic(topic.id, tr.locale)
        await show_comparison(message, first_place(topic), corpus, tr, show, bot_name=bot_name)
    elif (found := await search(corpus, words, tr.locale)).clear:
        await show_comparison(message, found.hits[0].reference.whole_article, corpus, tr, show, bot_name=bot_name)
    else:
        await answer_words(message, words, corpus, tr, show, bot_name)


async def compare_pressed(
    query: CallbackQuery, callback_data: CompareButton, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    await show_comparison(
        query, callback_data.reference, corpus, tr, show, callback_data.page, bot_name=bot_name
    )  # fmt: skip


async def overview_pressed(
    query: CallbackQuery, callback_data: OverviewButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    await show_overview(query, callback_data.edition, corpus, tr, show)


async def kind_pressed(
    query: CallbackQuery, callback_data: KindButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    edition, section = callback_data.edition, callback_data.section or None
    found = await kind_list(
        corpus, edition, callback_data.kind, tr.locale, section=section, page=callback_data.page
    )  # fmt: skip
    await show(query, kind_card(found, await corpus.edition(edition, tr.locale), tr), kind_keyboard(found, tr))


async def show_target(
    event: Message | CallbackQuery,
    target: Reference | SectionReference,
    corpus: Corpus,
    tr: Translator,
    show: Show,
    bot_name: BotName,
) -> None:
    """The comparison of an article; of a section, its articles to choose from."""
    if isinstance(target, SectionReference):
        await show_section(event, target, corpus, tr, show)
    else:
        await show_comparison(event, target, corpus, tr, show, bot_name=bot_name)


async def show_comparison(
    event: Message | CallbackQuery,
    ref: Reference,
    corpus: Corpus,
    tr: Translator,
    show: Show,
    page: int = 0,
    *,
    bot_name: BotName | None = None,
) -> None:
    """The comparison of an article with its buttons; without ``bot_name`` nothing to share it by."""
    found = await compare(corpus, ref, tr.locale)
    editions = {edition: await corpus.edition(edition, tr.locale) for edition in Edition}

    def turn(number: int) -> str:
        return CompareButton(edition=ref.edition, article=ref.article, page=number).pack()

    keyboard = comparison_keyboard(found, tr, bot_name=bot_name)
    await show(event, comparison_card(found, editions, tr), keyboard, turn=turn, page=page)


async def show_overview(
    event: Message | CallbackQuery, edition: Edition, corpus: Corpus, tr: Translator, show: Show
) -> None:
    """Counts by section and kind; every kind opens its list."""
    counts = await corpus.relation_counts(edition)
    sections = await corpus.sections(edition, tr.locale)
    card = overview_card(counts, sections, await corpus.edition(edition, tr.locale), tr)
    await show(event, card, overview_keyboard(edition, kinds_in(counts), tr))


def first_place(topic: Topic) -> Reference:
    """The provision a life situation rests on first: a right, else a limit, else a duty."""
    return (*topic.rights, *topic.limits, *topic.duties)[0].reference
