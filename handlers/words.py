"""Words that are not a command: a reference, several of them, a life situation, or a search."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message
from content.reference import find_references, parse_reference

from content.cards import Translator
from content.corpus import Corpus
from content.limits import MESSAGE_LIMIT
from content.model import Locale, Reference, Topic
from content.result_card import miss_card, references_card
from handlers.keyboards import examples_keyboard, references_keyboard
from handlers.ports import BotName, Show
from handlers.views import show_reading, show_topic


async def answer_words(
    event: Message | CallbackQuery, words: str, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    """Answer whatever a person typed; there is always an answer."""
    words = words[:MESSAGE_LIMIT]
    if reading := parse_reference(words, corpus.outline):
        await show_reading(event, reading, corpus, tr, show, bot_name)
        return
    readings = find_references(words, corpus.outline)
    if len(readings) == 1:
        await show_reading(event, readings[0], corpus, tr, show, bot_name)
        return
    if readings:
        refs = [r.target for r in readings if isinstance(r.target, Reference)]
        await show(event, references_card(refs, tr), references_keyboard(refs, tr))
        return
    if topic := await topic_named(words, corpus, tr.locale):
        await show_topic(event, topic.id, corpus, tr, show)
        return
    await show(event, miss_card(tr), examples_keyboard(tr))


async def topic_named(words: str, corpus: Corpus, locale: Locale) -> Topic | None:
    """The life situation that is called just this, by id or by title in any language."""
    wanted = words.strip().casefold()
    for language in (locale, *Locale):
        for topic in await corpus.topics(language):
            if wanted in (topic.id, topic.title.casefold()):
                return topic
    return None
