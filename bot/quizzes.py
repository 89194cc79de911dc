"""Posts quiz polls; fits handlers.ports.AskQuiz."""

from __future__ import annotations

import re

from aiogram import Bot
from aiogram.enums import PollType
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, InputPollOption, Message

from content.cards import Translator
from content.limits import POLL_EXPLANATION_LIMIT, POLL_OPTION_LIMIT, POLL_QUESTION_LIMIT
from content.model import Question
from handlers.places import address_of
from handlers.quiz_keyboard import place_of


class TelegramQuiz:
    """Anonymous polls in the topic of the event: Telegram tells us counts, never who answered what."""

    def __init__(self, bot: Bot, tr: Translator) -> None:
        self._bot, self._tr = bot, tr

    async def __call__(
        self, event: Message | CallbackQuery, question: Question, correct: int, keyboard: InlineKeyboardMarkup
    ) -> str:
        right, *wrong = question.options
        options = [*wrong[:correct], right, *wrong[correct:]]
        sent = await self._bot.send_poll(
            question=question.text[:POLL_QUESTION_LIMIT],
            options=[InputPollOption(text=option[:POLL_OPTION_LIMIT]) for option in options],
            type=PollType.QUIZ,
            correct_option_ids=[correct],
            explanation=explanation(question, self._tr),
            is_anonymous=True,
            reply_markup=keyboard,
            **address_of(event),
        )
        assert sent.poll is not None, "a poll was sent"
        return sent.poll.id


def explanation(question: Question, tr: Translator) -> str:
    """Why, with the article, once; the words are cut before the article is."""
    words = question.explanation
    # an explanation mostly begins with it: “Art. 84(2): …”
    named = re.search(rf"(?<!\d){re.escape(question.reference.article)}(?!\d)", words.partition(":")[0])
    place = "" if named else f" ({place_of(question, tr)})"
    if len(words) + len(place) > POLL_EXPLANATION_LIMIT:
        words = words[: POLL_EXPLANATION_LIMIT - len(place) - 1].rstrip() + "…"
    return words + place
