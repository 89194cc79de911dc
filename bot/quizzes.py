"""Posts quiz polls; fits handlers.ports.AskQuiz."""

from __future__ import annotations

import re
from typing import Any

from aiogram import Bot
from aiogram.enums import ChatType, PollType
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, InputPollOption, Message, ReplyParameters

from content.cards import Translator
from content.model import Question
from handlers.places import chat_id_of, thread_of
from handlers.quiz_keyboard import place_of

EXPLANATION_LIMIT = 200
QUESTION_LIMIT = 300
OPTION_LIMIT = 100


class TelegramQuiz:
    """Anonymous polls in the topic of the event: Telegram tells us counts, never who answered what."""

    def __init__(self, bot: Bot, tr: Translator) -> None:
        self._bot, self._tr = bot, tr

    async def __call__(
        self, event: Message | CallbackQuery, question: Question, correct: int, keyboard: InlineKeyboardMarkup
    ) -> str:
        right, *wrong = question.options
        options = [*wrong[:correct], right, *wrong[correct:]]
        where: dict[str, Any] = {"chat_id": chat_id_of(event)}
        if (thread := thread_of(event)) is not None:
            where["message_thread_id"] = thread
        if isinstance(event, Message) and event.chat.type != ChatType.PRIVATE:
            where["reply_parameters"] = ReplyParameters(message_id=event.message_id, allow_sending_without_reply=True)
        sent = await self._bot.send_poll(
            question=question.text[:QUESTION_LIMIT],
            options=[InputPollOption(text=option[:OPTION_LIMIT]) for option in options],
            type=PollType.QUIZ,
            correct_option_ids=[correct],
            explanation=explanation(question, self._tr),
            is_anonymous=True,
            reply_markup=keyboard,
            **where,
        )
        assert sent.poll is not None, "a poll was sent"
        return sent.poll.id


def explanation(question: Question, tr: Translator) -> str:
    """Why, with the article, once; the words are cut before the article is."""
    words = question.explanation
    # an explanation mostly begins with it: “Art. 84(2): …”
    named = re.search(rf"(?<!\d){re.escape(question.reference.article)}(?!\d)", words.partition(":")[0])
    place = "" if named else f" ({place_of(question, tr)})"
    if len(words) + len(place) > EXPLANATION_LIMIT:
        words = words[: EXPLANATION_LIMIT - len(place) - 1].rstrip() + "…"
    return words + place
