"""Everyday words: in a private chat “помощь” or “/сравнить 17” does what a command does; greetings and thanks."""

from __future__ import annotations

import re

from content.cards import Translator
from content.cards.topic import group_names
from handlers.languages import LANGUAGE_NAMES, named_language
from handlers.ports import BotName
from handlers.times import read_days

ALONE = {
    "help": (
        "help", "помощь", "справка", "көмек", "анықтама", "что ты умеешь", "what can you do", "не істей аласың", "menu",
        "меню", "мәзір", "commands", "команды", "пәрмендер", "help me", "помоги", "помогите", "көмектес", "көмектесші",
        "көмектесіңізші",
    ),
    "start": ("start", "начать", "старт", "бастау"),
    "article": (
        "article", "articles", "статья", "статьи", "бап", "баптар", "contents", "table of contents", "оглавление",
        "содержание", "мазмұны", "мазмұн", "хочу прочитать конституцию", "хочу почитать конституцию",
        "прочитать конституцию", "читать конституцию", "текст конституции", "i want to read the constitution",
        "read the constitution", "text of the constitution", "конституцияны оқығым келеді", "конституцияны оқу",
        "конституцияның мәтіні",
    ),
    "settings": ("settings", "настройки", "баптаулар"),
    "language": (
        "language", "язык", "тіл", "change language", "change the language", "switch language", "сменить язык",
        "смени язык", "поменять язык", "поменяй язык", "изменить язык", "тілді өзгерту", "тілді өзгерт",
        "тілді ауыстыру", "тілді ауыстыр",
    ),
    "plain": ("plain",),
    "plain plain": ("plain view", "простой вид", "қарапайым көрініс"),
    "plain rich": ("rich view", "полный вид", "толық көрініс"),
    "rights": (
        "rights", "my rights", "what are my rights", "what rights do i have", "права", "мои права",
        "какие у меня права", "какие у меня есть права", "какие права у меня есть", "құқық", "құқықтар", "құқықтарым",
        "менің құқықтарым", "құқықтарым қандай", "менің құқықтарым қандай", "қандай құқықтарым бар",
        "менің қандай құқықтарым бар", "менде қандай құқықтар бар",
    ),
    "compare": (
        "compare", "сравнить", "сравни", "салыстыру", "салыстыр", "что нового", "что изменилось",
        "что нового в конституции", "не жаңа", "не өзгерді", "конституцияда не өзгерді", "what changed", "what is new",
        "what's new", "новое", "new", "чем новая конституция отличается от старой", "чем отличается новая конституция",
        "чем отличается новая конституция от старой", "чем отличаются конституции", "разница между конституциями",
        "отличия новой конституции от старой", "difference between old and new constitution",
        "difference between the old and the new constitution", "difference between the constitutions",
        "how is the new constitution different", "how is the new constitution different from the old one",
        "жаңа конституцияның ескісінен айырмашылығы", "жаңа конституцияның ескісінен айырмашылығы қандай",
        "жаңа конституцияның ескісінен айырмашылығы неде", "жаңа конституция ескісінен қалай өзгеше",
        "екі конституцияның айырмашылығы", "ескі және жаңа конституцияның айырмашылығы",
    ),
    "search": ("search", "find", "поиск", "найти", "искать", "іздеу", "табу"),
    "today": (
        "today", "today's explainer", "сегодня", "объяснение дня", "объяснение на сегодня", "бүгін",
        "бүгінгі түсіндірме",
    ),
    "subscribe": ("subscribe", "подписаться", "подписка", "жазылу"),
    "unsubscribe": (
        "unsubscribe", "отписаться", "отписка", "отпиши меня", "отменить подписку", "жазылудан бас тарту",
        "жазылудан шығу", "жазылымды тоқтату", "жазылымды тоқтат", "cancel subscription", "cancel the subscription",
        "stop", "стоп", "тоқта", "тоқтат", "тоқтату",
    ),
    "pause": ("pause", "пауза", "кідірту", "үзіліс"),
    "resume": ("resume", "продолжить", "продолжи", "жалғастыру", "жалғастыр"),
    "quiz": ("quiz", "викторина", "квиз"),
    "about": ("about", "о боте", "бот туралы"),
    "sources": ("sources", "источники", "дереккөздер"),
    "privacy": (
        "privacy notice", "privacy policy", "конфиденциальность", "политика конфиденциальности", "құпиялылық",
        "құпиялылық саясаты",
    ),
    "cancel": ("cancel", "отмена", "болдырмау"),
    "mydata": ("mydata", "my data", "мои данные", "деректерім"),
    "forget": (
        "forget", "forget me", "delete my data", "erase my data", "забудь меня", "забудь", "удали мои данные",
        "удалить мои данные", "сотри мои данные", "ұмыт", "мені ұмыт", "деректерімді өшір", "деректерімді жой",
    ),
}  # fmt: skip
"""Whole messages that mean a command, perhaps with an argument; “privacy” is no such word, it is a life situation."""

BEGINNINGS = {
    "compare": ("compare", "сравнить", "сравни", "салыстыру", "салыстыр"),
    "search": ("search", "поиск", "найти", "найди", "іздеу"),
    "subscribe": ("subscribe", "подписаться", "подпиши", "подписка", "жазылу"),
    "pause": ("pause", "пауза", "кідірту", "үзіліс"),
    "language": ("language", "язык", "тіл"),
}
"""First words that mean a command with what follows."""

FOLLOWS = {"language": named_language, "pause": read_days}
"""Commands that only some words may follow: the name of a language, a number of days."""

ENDINGS = {"compare": ("салыстыр", "салыстыршы", "салыстырыңыз", "салыстырыңызшы", "салыстыру")}
"""Last words that mean a command with what stands before: Kazakh says what to do at the end."""

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
_LAST = {word: command for command, many in ENDINGS.items() for word in many}
_ENDING = re.compile(r"[\s.,:!?…)]+$")
_TYPED = re.compile(r"/(?P<name>[^\s@/]+)(?P<to>@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)


def as_command(text: str, tr: Translator | None = None) -> str | None:
    """The command that a message means, with its arguments, or None; only short messages are looked at.

    With ``tr`` also what the buttons of its language say.
    """
    if text.startswith("/"):
        return _as_typed_command(text)
    if len(text) > 100:
        return None
    words = bare(text)
    if command := _WHOLE.get(words) or (labels(tr).get(words) if tr else None):
        return f"/{command}"
    first, _, rest = text.strip().partition(" ")
    if (command := _FIRST.get(bare(first))) and bare(rest) and FOLLOWS.get(command, bool)(rest):
        return f"/{command} {rest.strip()}"
    before, _, last = text.strip().rpartition(" ")
    if command := _LAST.get(bare(last)):
        return f"/{command} {before.strip()}"
    return None


def as_addressed_command(text: str, bot_name: BotName) -> str | None:
    """The same in a group, where a command in our languages names the bot: ``/бап@name 17``, ``/бап 17 @name``."""
    left, count = re.subn(rf"@{re.escape(bot_name.value)}(?!\w)", " ", text, flags=re.IGNORECASE)
    return _as_typed_command(left) if count else None


def _as_typed_command(text: str) -> str | None:
    """``/бап 17`` as ``/article 17``; None for a command by its own name and for a word that means none."""
    if (match := _TYPED.fullmatch(text.strip())) is None:
        return None
    said = bare(match["name"].replace("_", " "))
    command = _WHOLE.get(said) or _FIRST.get(said)
    if command is None or command == said:
        return None
    name, _, argument = command.partition(" ")
    return " ".join(filter(None, (f"/{name}{match['to'] or ''}", argument, match["rest"])))


def labels(tr: Translator) -> dict[str, str]:
    """What buttons say that mean the same wherever they stand, and the commands that do the same."""
    said = {
        tr.gettext("Rich view"): "plain rich",
        tr.gettext("Plain view"): "plain plain",
        tr.gettext("Compare: detention, 1995 and 2026"): "compare 18",
        tr.gettext("Contents"): "article",
        tr.gettext("Help"): "help",
        tr.gettext("All situations"): "rights",
        tr.gettext("What changed as a whole"): "compare",
        tr.gettext("Seen from {year}").format(year="1995"): "compare 1995",
        tr.gettext("Seen from {year}").format(year="2026"): "compare 2026",
        tr.gettext("Today’s explainer"): "today",
        tr.gettext("Subscribe"): "subscribe",
        tr.gettext("Unsubscribe"): "unsubscribe",
        tr.gettext("Pause for a week"): "pause 7",
        tr.gettext("Go on now"): "resume",
        tr.gettext("Weekly digest"): "subscribe weekly",
        tr.gettext("Other time"): "settings",
        tr.gettext("Without sound"): "settings",
        tr.gettext("Settings"): "settings",
        tr.gettext("‹ Settings"): "settings",
        tr.gettext("Test yourself: quiz"): "quiz",
        tr.gettext("Next question"): "quiz",
        tr.gettext("Erase everything"): "forget",
    }
    said |= {name: f"language {locale}" for locale, name in LANGUAGE_NAMES.items()}
    said |= {heading: f"rights {group}" for group, heading in group_names(tr).items()}
    return {bare(label): command for label, command in said.items()}


def is_greeting(text: str) -> bool:
    """A word of politeness that opens a conversation and asks nothing of the law."""
    return _says(text, GREETINGS)


def is_thanks(text: str) -> bool:
    """A word of politeness that ends one."""
    return _says(text, THANKS)


def _says(text: str, words: frozenset[str]) -> bool:
    return len(text) <= 40 and (bare(text) in words or text.strip() in words)


def bare(text: str) -> str:
    """Without letter case and closing signs, and with a straight apostrophe."""
    return _ENDING.sub("", " ".join(text.casefold().replace("’", "'").split()))
