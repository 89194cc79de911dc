"""/quiz: a quiz poll on the 2026 text, with the article in the explanation and a tally without names."""

from __future__ import annotations

import random
from collections.abc import Mapping

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message, Poll

from content.cards import Translator
from content.corpus import Corpus
from content.model import Reference
from handlers.callbacks import QuizButton
from handlers.deep_links import QUIZ_PAYLOAD
from handlers.links import address
from handlers.menu_keyboards import examples_keyboard
from handlers.places import chat_id_of
from handlers.ports import AskQuiz, BotName, Quizzes, Show
from handlers.quiz_keyboard import quiz_keyboard
from handlers.short_answers import no_questions_card, tally_words


def router() -> Router:
    """A router for one dispatcher; include it before the one that has /start."""
    made = Router(name=__name__)
    private = F.chat.type == ChatType.PRIVATE
    made.message.register(quiz, Command("quiz", ignore_case=True))
    made.message.register(quiz, private, CommandStart(ignore_case=True, magic=F.args == QUIZ_PAYLOAD))
    made.callback_query.register(tally_pressed, QuizButton.filter(F.tally))
    made.callback_query.register(quiz_pressed, QuizButton.filter(), F.message.chat.type == ChatType.PRIVATE)
    made.callback_query.register(quiz_pointed, QuizButton.filter())
    made.poll.register(counted)
    return made


async def quiz(
    message: Message | CallbackQuery, corpus: Corpus, quizzes: Quizzes, tr: Translator, show: Show, ask_quiz: AskQuiz
) -> None:
    chat_id = chat_id_of(message)
    chosen = choose(await corpus.question_places(), await quizzes.asked(chat_id))
    question = await corpus.question(chosen, tr.locale) if chosen else None
    if question is None:
        await show(message, no_questions_card(tr), examples_keyboard(tr))
        return
    correct = random.randrange(len(question.options))
    poll_id = await ask_quiz(message, question, correct, quiz_keyboard(tr))
    await quizzes.remember(poll_id, chat_id, question.id, correct)


async def quiz_pressed(
    query: CallbackQuery, corpus: Corpus, quizzes: Quizzes, tr: Translator, show: Show, ask_quiz: AskQuiz
) -> None:
    await query.answer()
    await quiz(query, corpus, quizzes, tr, show, ask_quiz)


async def quiz_pointed(query: CallbackQuery, bot_name: BotName) -> None:
    """A poll cannot be whispered: for the one who pressed in a group it waits in private."""
    await query.answer(url=address(bot_name, QUIZ_PAYLOAD))


async def tally_pressed(query: CallbackQuery, quizzes: Quizzes, tr: Translator) -> None:
    answered, correctly = await quizzes.tally(chat_id_of(query))
    await query.answer(tally_words(answered, correctly, tr), show_alert=True)


async def counted(poll: Poll, quizzes: Quizzes) -> None:
    await quizzes.counted(poll.id, [option.voter_count for option in poll.options])


def choose(places: Mapping[str, Reference], asked: Mapping[str, int]) -> str | None:
    """One of the questions that a chat was asked least often; None without any."""
    if not places:
        return None
    least = min(asked.get(identifier, 0) for identifier in places)
    return random.choice([identifier for identifier in places if asked.get(identifier, 0) == least])
