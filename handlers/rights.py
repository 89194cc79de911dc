"""/rights: rights and duties by life situation."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.cards.topic import group_card, resting_card
from content.corpus import Corpus
from content.model import Reference, SectionReference
from content.reference import Reading, parse_reference
from content.situations import situation
from handlers.callbacks import RightsButton, TopicButton
from handlers.keyboards import group_keyboard, resting_keyboard
from handlers.ports import BotName, Show
from handlers.views import by_group, show_catalogue, show_reading, show_topic
from handlers.words import answer_words, topic_named

SITUATIONS = 8
"""Life situations in one list: almost all of them rest on the articles about courts and limits."""


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.message.register(rights, Command("rights", ignore_case=True))
    made.callback_query.register(rights_pressed, RightsButton.filter())
    made.callback_query.register(topic_pressed, TopicButton.filter())
    return made


async def rights(
    message: Message, command: CommandObject, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    words = command.args
    if not words:
        await show_catalogue(message, corpus, tr, show)
    elif reading := parse_reference(words, corpus.outline):
        await show_resting(message, reading, corpus, tr, show, bot_name)
    elif topic := await topic_named(words, corpus, tr.locale) or await situation(corpus, words, tr.locale):
        await show_topic(message, topic.id, corpus, tr, show, bot_name)
    else:
        await answer_words(message, words, corpus, tr, show, bot_name)


async def show_resting(
    message: Message, reading: Reading, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    """The situations that rest on a place, the nearest first; the place itself where there are none."""
    place = reading.target
    topics = await corpus.topics_at(place, tr.locale) if isinstance(place, Reference) else ()
    if isinstance(place, SectionReference) or not topics:
        await show_reading(message, reading, corpus, tr, show, bot_name)
    elif len(topics) == 1:
        await show_topic(message, topics[0].id, corpus, tr, show, bot_name)
    else:
        nearest = topics[:SITUATIONS]
        await show(message, resting_card(place, nearest, tr), resting_keyboard(place, nearest, tr))


async def rights_pressed(
    query: CallbackQuery, callback_data: RightsButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    topics = by_group(await corpus.topics(tr.locale))
    if callback_data.group in topics:
        chosen = topics[callback_data.group]
        await show(query, group_card(callback_data.group, chosen, tr), group_keyboard(chosen, tr))
    else:
        await show_catalogue(query, corpus, tr, show)


async def topic_pressed(
    query: CallbackQuery, callback_data: TopicButton, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    await show_topic(query, callback_data.id, corpus, tr, show, bot_name, callback_data.page)
