"""/rights: rights and duties by life situation."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.cards.topic import group_card
from content.corpus import Corpus
from handlers.callbacks import RightsButton, TopicButton
from handlers.keyboards import group_keyboard
from handlers.ports import BotName, Show
from handlers.views import by_group, show_catalogue, show_topic
from handlers.words import answer_words, topic_named


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
    if not command.args:
        await show_catalogue(message, corpus, tr, show)
    elif topic := await topic_named(command.args, corpus, tr.locale):
        await show_topic(message, topic.id, corpus, tr, show, bot_name)
    else:
        await answer_words(message, command.args, corpus, tr, show, bot_name)


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
