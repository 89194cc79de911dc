"""/compare: the same matter in 1995 and 2026, and what changed as a whole."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from content.cards import Translator
from content.corpus import Corpus
from content.interpretation import Compared, EditionNamed, Found, References, SituationNamed, interpret
from content.model import Edition, Kind, Reference, Topic
from content.reference import named_editions
from content.search import SearchResult
from handlers.callbacks import CompareButton, KindButton, OverviewButton
from handlers.comparisons import show_compared, show_comparison, show_kind, show_overview
from handlers.ports import BotName, Show
from handlers.words import show_meant

WHAT_IS_NEW = frozenset(
    {
        "new", "what is new", "what's new", "only new", "новое", "что нового", "новые", "новые статьи", "только новое",
        "жаңа", "жаңасы", "жаңалар", "жаңа баптар", "не жаңа", "жаңалық", "жаңалықтар",
    }
)  # fmt: skip


def router() -> Router:
    """A router for one dispatcher."""
    made = Router(name=__name__)
    made.message.register(compare_asked, Command("compare", ignore_case=True))
    made.callback_query.register(compare_pressed, CompareButton.filter())
    made.callback_query.register(overview_pressed, OverviewButton.filter())
    made.callback_query.register(kind_pressed, KindButton.filter())
    return made


async def compare_asked(
    message: Message, command: CommandObject, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    words = command.args or ""
    if words and len(named_editions(words)) < len(Edition):
        await compare_words(message, words, corpus, tr, show, bot_name)
    else:
        await show_overview(message, Edition.Y2026, corpus, tr, show)


async def compare_words(
    message: Message, words: str, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    """What is new, places, an edition, a matter that has a name or a clear answer; anything else as a question."""
    if what_is_new(words):
        await show_kind(message, KindButton(edition=Edition.Y2026, kind=Kind.NEW), corpus, tr, show)
        return
    match await interpret(corpus, words, tr.locale):
        case References(readings) | Compared(readings):
            await show_compared(message, readings, corpus, tr, show, bot_name)
        case EditionNamed(edition):
            await show_overview(message, edition, corpus, tr, show)
        case SituationNamed(topic) | Found(situation=Topic() as topic):
            place = first_place(await corpus.topic(topic.id, tr.locale))
            await show_comparison(message, place, corpus, tr, show, bot_name)
        case Found(result=SearchResult(clear=True, hits=(best, *_))):
            await show_comparison(message, best.reference.whole_article, corpus, tr, show, bot_name)
        case meant:
            await show_meant(message, meant, corpus, tr, show, bot_name)


async def compare_pressed(
    query: CallbackQuery, callback_data: CompareButton, corpus: Corpus, tr: Translator, show: Show, bot_name: BotName
) -> None:
    await show_comparison(query, callback_data.reference, corpus, tr, show, bot_name, callback_data.page)


async def overview_pressed(
    query: CallbackQuery, callback_data: OverviewButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    await show_overview(query, callback_data.edition, corpus, tr, show)


async def kind_pressed(
    query: CallbackQuery, callback_data: KindButton, corpus: Corpus, tr: Translator, show: Show
) -> None:
    await show_kind(query, callback_data, corpus, tr, show)


def what_is_new(words: str) -> bool:
    """Whether somebody asks for what has no predecessor, in any of the languages."""
    return " ".join(words.casefold().strip(" ?!.").replace("’", "'").split()) in WHAT_IS_NEW


def first_place(topic: Topic) -> Reference:
    """The provision a life situation rests on first: a right, else a limit, else a duty."""
    return (*topic.rights, *topic.limits, *topic.duties)[0].reference
