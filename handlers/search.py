"""/search: ranked provisions for words, and what to say when there are none."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.cards.results import PAGE, departed_line, miss_card, page_of, results_card
from content.corpus import Corpus
from content.limits import CALLBACK_DATA_LIMIT
from content.model import SectionReference
from content.outline import Outline
from content.reference import Reading, parse_reference
from content.search import SearchResult, search
from content.situations import situation
from handlers.callbacks import SearchButton
from handlers.keyboards import results_keyboard
from handlers.menu_keyboards import examples_keyboard
from handlers.ports import BotName, Misses, Show
from handlers.short_answers import ask_search_card
from handlers.views import show_provision, show_reading

BESIDE, WORTH_A_LOOK = 3, 0.4
"""Other hits under a provision that is clearly the best answer, and how well they must do beside it."""


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.message.register(search_asked, Command("search", ignore_case=True))
    made.callback_query.register(search_pressed, SearchButton.filter())
    return made


async def search_asked(
    message: Message,
    command: CommandObject,
    corpus: Corpus,
    tr: Translator,
    show: Show,
    misses: Misses,
    bot_name: BotName,
) -> None:
    words = command.args
    if not words:
        await show(message, ask_search_card(tr), examples_keyboard(tr))
    elif reading := existing(words, corpus.outline):
        await show_reading(message, reading, corpus, tr, show, bot_name)
    elif not await show_results(message, words, await search(corpus, words, tr.locale), corpus, tr, show):
        await misses.missed(message.chat.id, words)


async def search_pressed(
    query: CallbackQuery, callback_data: SearchButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    words = callback_data.words
    await show_results(query, words, await search(corpus, words, tr.locale), corpus, tr, show, callback_data.page)


async def show_results(
    event: Message | CallbackQuery,
    words: str,
    found: SearchResult,
    corpus: Corpus,
    tr: Translator,
    show: Show,
    page: int = 0,
) -> bool:
    """One page of results, or a kind answer to a miss; whether anything was found."""
    if not found.hits:
        await show(event, miss_card(found, tr), examples_keyboard(tr))
        return found.gone is not None
    shown = " ".join(words.split())[:80]
    page = max(0, min(page, (len(found.hits) - 1) // PAGE))
    shown_topics = any(hit.topic for hit in page_of(found.hits, page))
    topic = await situation(corpus, words, found, tr.locale) if shown_topics else None
    keyboard = results_keyboard(found.hits, page, topic, more_of(words), tr)
    await show(event, results_card(shown, found, page, tr), keyboard)
    return True


async def show_found(
    event: Message | CallbackQuery,
    words: str,
    found: SearchResult,
    corpus: Corpus,
    tr: Translator,
    show: Show,
    bot_name: BotName,
) -> bool:
    """The best provision at once where it is clearly the best, else the list; whether anything was found."""
    if not found.clear or found.gone is not None:
        return await show_results(event, words, found, corpus, tr, show)
    best, *others = found.hits
    also = tuple(hit for hit in others[:BESIDE] if hit.score > WORTH_A_LOOK * best.score)
    above = departed_line(found.departed, tr) if found.departed else None
    await show_provision(event, best.reference, corpus, tr, show, bot_name, also=also, above=above)
    return True


def existing(words: str, outline: Outline) -> Reading | None:
    """The place that words name and nothing else, if there is one: a number out of range is looked for as a figure."""
    reading = parse_reference(words, outline)
    if reading is None or isinstance(reading.target, SectionReference):
        return reading
    return reading if outline.holds(reading.target) else None


def more_of(words: str) -> str | None:
    """The words as a button can carry them, or None where they are too long for one."""
    kept = " ".join(words.replace(":", " ").split())
    return kept if len(f"{SearchButton.__prefix__}:9:{kept}".encode()) <= CALLBACK_DATA_LIMIT else None
