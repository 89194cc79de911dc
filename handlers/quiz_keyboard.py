"""What stands beside a quiz poll: the buttons under it, the article in its explanation."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup

from content.cards import Translator
from content.labels import short_label
from content.model import Question
from handlers.callbacks import QuizButton
from handlers.keyboards import button, keyboard


def quiz_keyboard(tr: Translator) -> InlineKeyboardMarkup:
    """The next question, the tally; the article only after the answer, in the explanation."""
    return keyboard(
        [
            button(tr.gettext("Next question"), QuizButton().pack()),
            button(tr.gettext("Tally"), QuizButton(tally=True).pack()),
        ],
    )


def place_of(question: Question, tr: Translator) -> str:
    """The article as the explanation names it."""
    return short_label(question.reference, tr)
