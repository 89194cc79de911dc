"""Words that are not a command: shows what they are, wherever they were typed to the bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.cards.claims import claims_card, look_up, places_of
from content.cards.quotation import quotation_card
from content.cards.results import other_law_card, references_card
from content.corpus import Corpus
from content.interpretation import (
    Compared,
    EditionNamed,
    Found,
    Interpretation,
    OtherLaw,
    Quoted,
    References,
    SituationNamed,
    interpret,
)
from content.model import Reference
from content.reference import Reading
from handlers.compare_keyboards import quotation_keyboard
from handlers.comparisons import show_compared
from handlers.keyboards import references_keyboard
from handlers.menu_keyboards import examples_keyboard
from handlers.ports import BotName, Show
from handlers.search import show_found
from handlers.views import show_contents, show_reading, show_topic


async def answer_words(
    event: Message | CallbackQuery, words: str, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> bool:
    """Answer whatever a person typed; there is always an answer. False when nothing was found."""
    return await show_meant(event, await interpret(corpus, words, tr.locale), corpus, tr, show, bot_name)


async def show_meant(
    event: Message | CallbackQuery, meant: Interpretation, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> bool:
    """The answer to words that were read; False when nothing was found for them."""
    match meant:
        case References(readings):
            await show_named(event, readings, corpus, tr, show, bot_name)
        case Compared(readings):
            await show_compared(event, readings, corpus, tr, show, bot_name)
        case EditionNamed(edition):
            await show_contents(event, edition, corpus, tr, show)
        case Quoted(quotation):
            await show(event, quotation_card(quotation, tr), quotation_keyboard(quotation, tr))
        case OtherLaw(constitution):
            await show(event, other_law_card(tr, constitution=constitution), examples_keyboard(tr))
        case SituationNamed(topic):
            await show_topic(event, topic.id, corpus, tr, show, bot_name)
        case Found(words, result):
            return await show_found(event, words, result, corpus, tr, show, bot_name)
    return True


async def show_named(
    event: Message | CallbackQuery,
    readings: Sequence[Reading],
    corpus: Corpus,
    tr: Translator,
    show: Show,
    bot_name: BotName,
) -> None:
    """The one place that was named; of several the choice, of sections alone among all sections.

    Where some of several do not exist, each is told of, and only what exists has a button.
    """
    refs = [reading.target for reading in readings if isinstance(reading.target, Reference)]
    held = [ref for ref in refs if corpus.outline.holds(ref)]
    beside = {replace(ref, subparagraph=None) if ref.subparagraph else ref.whole_article for ref in refs}
    if len(readings) == 1 or (not held and len(beside) == 1 and len(refs) == len(readings)):
        await show_reading(event, readings[0], corpus, tr, show, bot_name)
    elif len(held) < len(refs):
        claims = await look_up(corpus, readings, tr.locale)
        await show(event, claims_card(claims, tr), references_keyboard(places_of(claims), tr))
    elif refs:
        await show(event, references_card(refs, tr), references_keyboard(refs, tr))
    else:
        await show_contents(event, readings[0].target.edition, corpus, tr, show)
