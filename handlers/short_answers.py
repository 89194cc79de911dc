"""Answers of a line: to what cannot be read, to thanks, to the operator, and where there is nothing to show."""

from __future__ import annotations

from collections.abc import Sequence

from content.cards import Card, Entry, Translator, plain


def thanks_card(tr: Translator) -> Card:
    """A short answer to a word of thanks."""
    return Card(title=tr.gettext("Glad to be of use. Ask whenever you like."))


def cancel_card(tr: Translator, *, cancelled: bool) -> Card:
    """There is always an answer to /cancel; ``cancelled`` when a question was open."""
    if cancelled:
        return Card(title=tr.gettext("Cancelled. Nothing has changed."))
    return Card(title=tr.gettext("Nothing is under way. Ask whenever you like."))


def unknown_command_card(near: str | None, tr: Translator) -> Card:
    """A command that there is not; ``near`` is one that looks like it."""
    hint = (
        tr.gettext("Did you mean /{command}?").format(command=near)
        if near
        else tr.gettext("/help lists what I can do.")
    )
    return Card(title=tr.gettext("I do not know this command. {hint}").format(hint=hint))


def no_words_card(tr: Translator) -> Card:
    """A sticker, a voice, a picture without words."""
    return Card(title=tr.gettext("I read text only: a number such as 17, or a question in your own words."))


def outdated_words(tr: Translator) -> str:
    """A button of an earlier version."""
    return tr.gettext("This button is out of date. Send /start to begin again.")


def ask_search_card(tr: Translator) -> Card:
    """/search without words."""
    return Card(title=tr.gettext("What are you looking for? Type it in your own words, for example: /search privacy"))


def no_questions_card(tr: Translator) -> Card:
    """A corpus without a quiz."""
    return Card(title=tr.gettext("The questions are still being written. Come back a little later."))


def tally_words(answered: int, correctly: int, tr: Translator) -> str:
    """How a chat does in the quiz; nobody is named."""
    words = tr.gettext("Answers in this chat: {answered}; right: {correctly}.")
    return words.format(answered=answered, correctly=correctly)


def figures_card(figures: Sequence[tuple[str, int]], tr: Translator) -> Card:
    """The answer to /stats."""
    lines = tuple(Entry("•", plain(f"{name}: {value}")) for name, value in figures)
    return Card(title=tr.gettext("Figures"), blocks=lines)


def reloaded_card(fingerprint: str, explainers: int, tr: Translator) -> Card:
    """The answer to /reload: which corpus is in use now."""
    title = tr.gettext("Corpus {fingerprint} is in use; explainers: {number}.")
    return Card(title=title.format(fingerprint=fingerprint[:12], number=explainers))
