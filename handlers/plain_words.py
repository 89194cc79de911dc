"""Everyday words: in a private chat “помощь” or “compare 17” does what a command does; greetings and thanks."""

from __future__ import annotations

import re

from handlers.languages import named_language

ALONE = {
    "help": (
        "help", "помощь", "справка", "көмек", "анықтама", "что ты умеешь", "what can you do", "не істей аласың", "menu",
        "меню", "мәзір", "commands", "команды", "пәрмендер",
    ),
    "start": ("start", "начать", "старт", "бастау"),
    "article": (
        "article", "articles", "статья", "статьи", "бап", "баптар", "contents", "table of contents", "оглавление",
        "содержание", "мазмұны", "мазмұн",
    ),
    "settings": ("settings", "настройки", "баптаулар"),
    "language": (
        "language", "язык", "тіл", "change language", "сменить язык", "поменять язык", "тілді өзгерту", "тілді ауыстыру",
    ),
    "plain": (
        "plain", "plain view", "rich view", "простой вид", "полный вид", "қарапайым көрініс", "толық көрініс",
    ),
    "rights": ("rights", "my rights", "права", "мои права", "құқықтар", "құқықтарым"),
    "compare": (
        "compare", "сравнить", "салыстыру", "что нового", "что изменилось", "что нового в конституции", "не жаңа",
        "не өзгерді", "конституцияда не өзгерді", "what changed", "what is new", "what's new", "what’s new",
    ),
    "search": ("search", "find", "поиск", "найти", "искать", "іздеу", "табу"),
    "today": ("today", "сегодня", "бүгін"),
    "subscribe": ("subscribe", "подписаться", "подписка", "жазылу"),
    "unsubscribe": (
        "unsubscribe", "отписаться", "отписка", "жазылудан бас тарту", "жазылымды тоқтату", "stop", "стоп", "тоқта",
        "тоқтату",
    ),
    "pause": ("pause", "пауза", "кідірту"),
    "resume": ("resume", "продолжить", "жалғастыру"),
    "quiz": ("quiz", "викторина", "квиз"),
    "about": ("about", "о боте", "бот туралы"),
    "sources": ("sources", "источники", "дереккөздер"),
    "privacy": (
        "privacy notice", "privacy policy", "конфиденциальность", "политика конфиденциальности", "құпиялылық",
        "құпиялылық саясаты",
    ),
    "cancel": ("cancel", "отмена", "болдырмау"),
    "mydata": ("mydata", "my data", "мои данные", "деректерім"),
    "forget": ("forget", "forget me", "забудь меня", "мені ұмыт"),
}  # fmt: skip
"""Whole messages that mean a command; “privacy” is not among them, it is a life situation."""

BEGINNINGS = {
    "compare": ("compare", "сравнить", "сравни", "салыстыру", "салыстыр"),
    "search": ("search", "поиск", "найти", "найди", "іздеу"),
    "subscribe": ("subscribe", "подписаться", "подпиши", "подписка", "жазылу"),
    "pause": ("pause", "пауза", "кідірту"),
    "language": ("language", "язык", "тіл"),
}
"""First words that mean a command with what follows; of a language only its name may follow."""

GREETINGS = frozenset(
    (
        "hi", "hello", "hey", "who are you", "привет", "здравствуйте", "здравствуй", "салам", "ассалаумағалейкум",
        "ассалаумағалайкум", "добрый день", "доброе утро", "добрый вечер", "good morning", "good afternoon",
        "good evening", "сәлем", "салем", "сәлеметсіз бе", "саламатсыз ба", "қайырлы таң", "қайырлы күн", "қайырлы кеш",
        "кто ты", "ты кто", "сен кімсің", "?",
    )
)  # fmt: skip
"""What people begin a conversation with."""

THANKS = frozenset(
    (
        "thanks", "thank you", "thank you very much", "thx", "спасибо", "спасибо большое", "большое спасибо",
        "благодарю", "рахмет", "рақмет", "көп рахмет", "үлкен рахмет", "сау бол", "сау болыңыз", "bye", "goodbye",
        "пока", "до свидания", "ок", "ok", "okay", "хорошо", "понятно", "жақсы", "түсінікті", "👍", "🙏", "❤️", "❤",
    )
)  # fmt: skip
"""What people end one with."""

_WHOLE = {words: command for command, many in ALONE.items() for words in many}
_FIRST = {word: command for command, many in BEGINNINGS.items() for word in many}
_ENDING = re.compile(r"[\s.,!?…)]+$")


def as_command(text: str) -> str | None:
    """The command that a message means, with its arguments, or None; only short messages are looked at."""
    if len(text) > 100 or text.startswith("/"):
        return None
    words = bare(text)
    if command := _WHOLE.get(words):
        return f"/{command}"
    first, _, rest = text.strip().partition(" ")
    command = _FIRST.get(first.casefold())
    if command is None or not rest.strip() or (command == "language" and named_language(rest) is None):
        return None
    return f"/{command} {rest.strip()}"


def is_greeting(text: str) -> bool:
    """A word of politeness that opens a conversation and asks nothing of the law."""
    return _says(text, GREETINGS)


def is_thanks(text: str) -> bool:
    """A word of politeness that ends one."""
    return _says(text, THANKS)


def _says(text: str, words: frozenset[str]) -> bool:
    return len(text) <= 40 and (bare(text) in words or text.strip() in words)


def bare(text: str) -> str:
    """Without letter case and closing signs."""
    return _ENDING.sub("", " ".join(text.casefold().split()))
