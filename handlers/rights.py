"""/rights: rights and duties by life situation."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.cards.topic import group_card, group_names, resting_card
from content.corpus import Corpus
from content.interpretation import Found, References, SituationNamed, interpret
from content.model import Reference, SectionReference, Topic
from content.reference import Reading
from content.search import SearchResult
from content.situations import situation_meant
from handlers.callbacks import RightsButton, TopicButton
from handlers.keyboards import group_keyboard, resting_keyboard
from handlers.plain_words import as_command
from handlers.ports import BotName, Show
from handlers.views import by_group, show_catalogue, show_reading, show_topic
from handlers.words import show_meant

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
    if not words or as_command(words) == "/rights":
        await show_catalogue(message, corpus, tr, show)
    elif words in group_names(tr):
        await show_group(message, words, corpus, tr, show)
    else:
        await rights_to(message, words, corpus, tr, show, bot_name)


async def rights_to(
    message: Message, words: str, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    """The situation of that name or the one that is clearly meant; the catalogue where words are near to several."""
    match await interpret(corpus, words, tr.locale):
        case References((reading,)):
            await show_resting(message, reading, corpus, tr, show, bot_name)
        case SituationNamed(topic) | Found(situation=Topic() as topic):
            await show_topic(message, topic.id, corpus, tr, show, bot_name)
        case Found(result=found) if near := await situation_meant(corpus, words, found, tr.locale):
            await show_topic(message, near.id, corpus, tr, show, bot_name)
        case Found(result=SearchResult(hits=(_, *_), gone=None, clear=False)):
            await show_catalogue(message, corpus, tr, show, unknown=words)
        case meant:
            await show_meant(message, meant, corpus, tr, show, bot_name)


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
    await show_group(query, callback_data.group, corpus, tr, show)


async def show_group(event: Message | CallbackQuery, group: str, corpus: Corpus, tr: Translator, show: Show) -> None:
    """The life situations of one group; the catalogue where it has none."""
    if chosen := by_group(await corpus.topics(tr.locale)).get(group):
        await show(event, group_card(group, chosen, tr), group_keyboard(chosen, tr))
    else:
        await show_catalogue(event, corpus, tr, show)


async def topic_pressed(
    query: CallbackQuery, callback_data: TopicButton, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    await show_topic(query, callback_data.id, corpus, tr, show, bot_name, callback_data.page)
