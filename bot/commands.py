"""Command names once: the menus of every language and scope, and /help, are built from this registry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from content.cards import Translator


class Group(StrEnum):
    """How /help groups the commands."""

    READ = "read"
    DAILY = "daily"
    CHAT = "chat"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class CommandEntry:
    """One command: its name, what it does in the reader's words, and where its menu entry stands."""

    name: str
    group: Group
    describe: Callable[[Translator], str]
    in_groups: bool = True
    alone: bool = False
    """In a group the command and its answer are for the asker alone."""


COMMANDS: tuple[CommandEntry, ...] = (
    CommandEntry("article", Group.READ, lambda tr: tr.gettext("an article: /article 17")),
    CommandEntry("rights", Group.READ, lambda tr: tr.gettext("rights and duties by life situation")),
    CommandEntry("compare", Group.READ, lambda tr: tr.gettext("1995 and 2026 side by side: /compare 17")),
    CommandEntry("today", Group.DAILY, lambda tr: tr.gettext("today’s explainer")),
    CommandEntry("subscribe", Group.DAILY, lambda tr: tr.gettext("one a day: /subscribe 9:00 Almaty")),
    CommandEntry("unsubscribe", Group.DAILY, lambda tr: tr.gettext("stop the daily explainer")),
    CommandEntry("pause", Group.DAILY, lambda tr: tr.gettext("a pause in days: /pause 7")),
    CommandEntry("resume", Group.DAILY, lambda tr: tr.gettext("go on after a pause")),
    CommandEntry("quiz", Group.DAILY, lambda tr: tr.gettext("a quiz question")),
    CommandEntry("search", Group.READ, lambda tr: tr.gettext("search in your own words: /search privacy")),
    CommandEntry("language", Group.CHAT, lambda tr: tr.gettext("Қазақша, русский, English")),
    CommandEntry("plain", Group.CHAT, lambda tr: tr.gettext("switch between rich and plain view"), in_groups=False),
    CommandEntry("settings", Group.CHAT, lambda tr: tr.gettext("settings of this chat"), alone=True),
    CommandEntry("help", Group.ABOUT, lambda tr: tr.gettext("what this bot can do"), alone=True),
    CommandEntry("about", Group.ABOUT, lambda tr: tr.gettext("who runs it, what is official")),
    CommandEntry("sources", Group.ABOUT, lambda tr: tr.gettext("texts and their dates")),
    CommandEntry("privacy", Group.ABOUT, lambda tr: tr.gettext("what is stored and why"), alone=True),
    CommandEntry("mydata", Group.ABOUT, lambda tr: tr.gettext("what is stored about this chat, as a file"), alone=True),
    CommandEntry("forget", Group.ABOUT, lambda tr: tr.gettext("erase what is stored about this chat")),
    CommandEntry("cancel", Group.CHAT, lambda tr: tr.gettext("stop what is under way"), in_groups=False),
    CommandEntry("start", Group.ABOUT, lambda tr: tr.gettext("begin again"), in_groups=False),
)


def group_name(group: Group, tr: Translator) -> str:
    """The heading of a group of commands in /help."""
    match group:
        case Group.READ:
            return tr.gettext("Read")
        case Group.DAILY:
            return tr.gettext("One a day")
        case Group.CHAT:
            return tr.gettext("This chat")
        case Group.ABOUT:
            return tr.gettext("About")
