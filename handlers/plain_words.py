"""Commands in everyday words: in a private chat “помощь” or “compare 17” does what /help or /compare 17 does."""

from __future__ import annotations

import re

ALONE = {
    "help": ("help", "помощь", "справка", "көмек", "что ты умеешь", "what can you do", "не істей аласың"),
    "start": ("start", "начать", "бастау"),
    "settings": ("settings", "настройки", "баптаулар"),
    "rights": ("rights", "my rights", "права", "мои права", "құқықтар", "құқықтарым"),
    "compare": (
        "compare", "сравнить", "салыстыру", "что нового", "что изменилось", "что нового в конституции", "не жаңа",
        "не өзгерді", "конституцияда не өзгерді", "what changed", "what is new", "what's new", "what’s new",
    ),
    "today": ("today", "сегодня", "бүгін"),
    "unsubscribe": ("unsubscribe", "отписаться", "жазылудан бас тарту"),
    "pause": ("pause", "пауза", "кідірту"),
    "resume": ("resume", "продолжить", "жалғастыру"),
    "quiz": ("quiz", "викторина"),
    "about": ("about", "о боте", "бот туралы"),
    "sources": ("sources", "источники", "дереккөздер"),
    "cancel": ("cancel", "отмена", "болдырмау"),
    "mydata": ("mydata", "мои данные", "деректерім"),
    "forget": ("forget", "forget me", "забудь меня", "мені ұмыт"),
}  # fmt: skip
"""Whole messages that mean a command."""

BEGINNINGS = {
    "compare": ("compare", "сравнить", "сравни", "салыстыру", "салыстыр"),
    "search": ("search", "поиск", "найти", "найди", "іздеу"),
    "subscribe": ("subscribe", "подписаться", "подпиши", "подписка", "жазылу"),
    "pause": ("pause", "пауза", "кідірту"),
}
"""First words that mean a command with what follows; for /subscribe nothing need follow."""

GREETINGS = frozenset(
    (
        "hi", "hello", "hey", "thanks", "thank you", "who are you", "привет", "здравствуйте", "здравствуй", "салам",
        "добрый день", "спасибо", "рахмет", "рақмет", "сәлем", "салем", "сәлеметсіз бе", "кто ты", "ты кто", "сен кімсің",
        "сау бол", "ок", "ok", "?", "👍", "🙏",
    )
)  # fmt: skip

_WHOLE = {words: command for command, many in ALONE.items() for words in many}
_FIRST = {word: command for command, many in BEGINNINGS.items() for word in many}
_ENDING = re.compile(r"[\s.!?…]+$")


def as_command(text: str) -> str | None:
    """The command that a message means, with its arguments, or None; only short messages are looked at."""
    if len(text) > 100 or text.startswith("/"):
        return None
    words = bare(text)
    if command := _WHOLE.get(words):
        return f"/{command}"
    first, _, rest = text.strip().partition(" ")
    command = _FIRST.get(first.casefold())
    if command is None or not (rest.strip() or command == "subscribe"):
        return None
    return f"/{command} {rest.strip()}".rstrip()


def is_greeting(text: str) -> bool:
    """A word of politeness that asks nothing of the law."""
    return len(text) <= 40 and (bare(text) in GREETINGS or text.strip() in GREETINGS)


def bare(text: str) -> str:
    """Without letter case and closing signs."""
    return _ENDING.sub("", " ".join(text.casefold().split()))
