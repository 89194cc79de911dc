"""Words that are not a command: a reference, several of them, a life situation, or a search."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.cards.quotation import quotation_card
from content.cards.results import other_law_card, references_card
from content.corpus import Corpus
from content.limits import MESSAGE_LIMIT
from content.model import Locale, Reference, Topic
from content.quotation import quotations_of
from content.reference import find_references, named_edition, names_another_law, parse_reference
from content.search import search
from handlers.compare_keyboards import quotation_keyboard
from handlers.keyboards import references_keyboard
from handlers.menu_keyboards import examples_keyboard
from handlers.ports import BotName, Show
from handlers.search import show_best
from handlers.views import show_contents, show_reading, show_topic


async def answer_words(
    event: Message | CallbackQuery, words: str, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> bool:
    """Answer whatever a person typed; there is always an answer. False when nothing was found."""
    words = words[:MESSAGE_LIMIT]
    if reading := parse_reference(words, corpus.outline):
        await show_reading(event, reading, corpus, tr, show, bot_name)
        return True
    if edition := named_edition(words):
        await show_contents(event, edition, corpus, tr, show)
        return True
    quotation = (await quotations_of(corpus)).check(words)
    if quotation and (quotation.reference or words.lstrip().startswith(("«", "“", '"'))):
        await show(event, quotation_card(quotation, tr), quotation_keyboard(quotation, tr))
        return True
    readings = find_references(words, corpus.outline)
    if len(readings) == 1:
        await show_reading(event, readings[0], corpus, tr, show, bot_name)
        return True
    if readings:
        refs = [r.target for r in readings if isinstance(r.target, Reference)]
        await show(event, references_card(refs, tr), references_keyboard(refs, tr))
        return True
    if names_another_law(words):
        await show(event, other_law_card(tr), examples_keyboard(tr))
        return True
    topic = await topic_named(words, corpus, tr.locale)
    if topic and (await search(corpus, words, tr.locale)).gone is None:
        await show_topic(event, topic.id, corpus, tr, show, bot_name)
        return True
    return await show_best(event, words, corpus, tr, show, bot_name)


async def topic_named(words: str, corpus: Corpus, locale: Locale) -> Topic | None:
    """The life situation that is called just this, by id or by title in any language."""
    wanted = words.strip().casefold()
    for language in (locale, *Locale):
        for topic in await corpus.topics(language):
            if wanted in (topic.id, topic.title.casefold()):
                return topic
    return None
