"""Buttons that lead to the bot from anywhere, and the one that takes a card to another chat."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, SwitchInlineQueryChosenChat

from content.cards import Translator
from content.model import Reference
from handlers.callbacks import ArticleButton, CompareButton, ExplainerButton, PictureButton, QuizButton, TopicButton
from handlers.deep_links import QUIZ_PAYLOAD, Target, article_payload, comparison_payload, named_payload
from handlers.ports import BotName


def address(bot_name: BotName, payload: str) -> str:
    """The address that opens the bot at a place."""
    return f"https://t.me/{bot_name.value}?start={payload}"


def link_button(text: str, bot_name: BotName, payload: str) -> InlineKeyboardButton:
    """A button for chats where the bot is not; it changes nothing there."""
    return InlineKeyboardButton(text=text, url=address(bot_name, payload))


def share_button(payload: str, words: str, bot_name: BotName, tr: Translator) -> InlineKeyboardButton:
    """Choose a chat, tap the result: the card is there. Without inline mode, Telegram's own dialogue with a link.

    ``payload`` names the card without a language: whoever shares it gets it in their own.
    """
    text = tr.gettext("Share")
    if bot_name.inline:
        chosen = SwitchInlineQueryChosenChat(
            query=payload, allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
        )
        return InlineKeyboardButton(text=text, switch_inline_query_chosen_chat=chosen)
    return InlineKeyboardButton(text=text, url=share_address(address(bot_name, f"{payload}_{tr.locale}"), words))


def share_address(link: str, words: str) -> str:
    """Telegram's own share dialogue with a link."""
    return f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(words)}"


def places_keyboard(places: Sequence[Reference], labels: Sequence[str], bot_name: BotName, tr: Translator) -> InlineKeyboardMarkup:  # fmt: skip
    """A link to each place, two in a row."""
    buttons = [
        link_button(label, bot_name, article_payload(place, tr.locale))
        for place, label in zip(places, labels, strict=True)
    ]
    return InlineKeyboardMarkup(inline_keyboard=[buttons[at : at + 2] for at in range(0, len(buttons), 2)])


def payload_of(data: str | None) -> str | None:
    """The permanent name of what a callback button opens, or None when it opens nothing that has one."""
    given = data or ""
    try:
        match given.partition(":")[0]:
            case ArticleButton.__prefix__:
                return article_payload(ArticleButton.unpack(given).reference)
            case PictureButton.__prefix__:
                made = PictureButton.unpack(given)
                return comparison_payload(made.reference) if made.compared else article_payload(made.reference)
            case CompareButton.__prefix__:
                return comparison_payload(CompareButton.unpack(given).reference)
            case TopicButton.__prefix__:
                return named_payload(Target.TOPIC, TopicButton.unpack(given).id)
            case ExplainerButton.__prefix__:
                return named_payload(Target.EXPLAINER, ExplainerButton.unpack(given).id)
            case QuizButton.__prefix__:
                return None if QuizButton.unpack(given).tally else QUIZ_PAYLOAD
    except (TypeError, ValueError):
        pass
    return None
