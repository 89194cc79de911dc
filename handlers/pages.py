"""Cards about the bot itself: first meeting, help, settings, sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from content.cards import Block, Card, Entry, Heading, Paragraph, Translator, link, plain
from content.model import EditionWords, LoadedText
from handlers.dates import date_in_words, language_name
from handlers.ports import View


class HelpPage(Protocol):
    """Makes the help card from the registry of commands."""

    def __call__(self, tr: Translator) -> Card: ...


def start_card() -> Card:
    """The very first message: three languages say what this is, so that everybody can choose."""
    return Card(
        title="Ata Zań",
        blocks=(
            Paragraph(plain("Қазақстанның Конституциясы қалтаңызда. Тілді таңдаңыз.")),
            Paragraph(plain("Конституция Казахстана в вашем кармане. Выберите язык.")),
            Paragraph(plain("Kazakhstan’s Constitution in your pocket. Choose a language.")),
        ),
    )


def welcome_card(tr: Translator) -> Card:
    """After the choice: what changed, and what to try."""
    return Card(
        title=tr.gettext("Kazakhstan’s Constitution, explained"),
        blocks=(
            Paragraph(
                plain(
                    tr.gettext(
                        "On 1 July 2026 a new Constitution of 96 articles came into force; it replaced the one of 1995."
                    )
                )
            ),
            Paragraph(
                plain(
                    tr.gettext(
                        "Type the number of an article or a question in your own words, or begin with an example."
                    )
                )
            ),
        ),
    )


def group_welcome_card(tr: Translator) -> Card:
    """What the bot does here, in two sentences."""
    words = tr.gettext(
        "Ask with /article 17, or mention me in a reply to a message that cites an article. Otherwise I stay silent."
    )
    return Card(
        title=tr.gettext("The Constitution of Kazakhstan, explained, in this group too."),
        blocks=(Paragraph(plain(words)),),
    )


def help_card(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], tr: Translator) -> Card:
    """What it is, the commands in groups, where the data goes."""
    blocks: list[Block] = [
        Paragraph(plain(tr.gettext("Answers from both Constitutions of Kazakhstan, each with its article and source.")))
    ]
    for name, commands in groups:
        blocks.append(Heading(name))
        blocks += [Entry(f"/{command}", plain(f"— {description}")) for command, description in commands]
    blocks.append(
        Paragraph(
            plain(
                tr.gettext(
                    "Summaries are ours and unofficial; the law is the official text. Not a state body, not legal advice."
                )
            )
        )
    )
    blocks.append(Paragraph(plain(tr.gettext("Your questions are not stored: /privacy."))))
    return Card(title=tr.gettext("What this bot can do"), blocks=tuple(blocks))


def language_card(tr: Translator) -> Card:
    """The language now in force and the choice."""
    return Card(
        title=tr.gettext("Language: English"),
        blocks=(Paragraph(plain(tr.gettext("Questions are understood in Kazakh, Russian and English alike."))),),
    )


def always_plain_card(tr: Translator) -> Card:
    """The answer to /plain in a group."""
    return Card(title=tr.gettext("Here cards are always plain: the rich view is for private chats."))


def view_card(view: View, tr: Translator) -> Card:
    """What the view now is."""
    if view is View.PLAIN:
        return Card(
            title=tr.gettext("Plain view is on."), blocks=(Paragraph(plain(tr.gettext("/plain switches back."))),)
        )
    return Card(
        title=tr.gettext("Rich view is on."),
        blocks=(Paragraph(plain(tr.gettext("/plain switches to plain messages."))),),
    )


def settings_card(tr: Translator, view: View | None) -> Card:
    """All settings of a chat; without ``view`` where everything is plain anyway."""
    lines = [tr.gettext("Language: English")]
    if view is not None:
        shown = tr.gettext("rich") if view is View.RICH else tr.gettext("plain")
        lines.append(tr.gettext("View in private chats: {view}").format(view=shown))
    return Card(title=tr.gettext("Settings of this chat"), blocks=tuple(Entry("•", plain(line)) for line in lines))


def about_card(editions: Sequence[EditionWords], tr: Translator) -> Card:
    """Who runs it, what is official and what is not."""
    blocks: list[Block] = [
        Paragraph(
            plain(
                tr.gettext(
                    "Ata Zań is an independent project. It is not a state body and gives no legal advice. Its words are "
                    "summaries; only the official text in Kazakh or Russian is the law."
                )
            )
        ),
        Heading(tr.gettext("Editions")),
    ]
    blocks += [Entry("•", plain(f"{edition.name}: {edition.status}")) for edition in editions]
    blocks += [
        Heading(tr.gettext("How the new one was adopted")),
        Paragraph(
            plain(
                tr.gettext(
                    "Referendum of 15 March 2026: turnout 73.12 per cent, 87.15 per cent in favour (7,954,667 of 9,127,192 who voted; "
                    "898,099 against), by the Central Referendum Commission. A first draft of 95 articles was "
                    "published on 31 January 2026, the final one of 96 articles on 12 February 2026."
                )
            )
        ),
    ]
    return Card(title=tr.gettext("About this bot"), blocks=tuple(blocks))


def sources_card(editions: Sequence[EditionWords], texts: Sequence[LoadedText], tr: Translator) -> Card:
    """Where the law stands, which official texts are loaded, with date and fingerprint."""
    blocks: list[Block] = []
    for edition in editions:
        blocks.append(Heading(edition.name))
        blocks += [Paragraph(link(url, url)) for url in edition.links]
        loaded = [text for text in texts if text.edition is edition.edition]
        for text in loaded:
            blocks.append(
                Entry(
                    "•",
                    plain(
                        tr.gettext(
                            "official text loaded: {language}, version of {date}, SHA-256 {fingerprint}…"
                        ).format(
                            language=language_name(text.locale, tr.locale),
                            date=date_in_words(text.version_date, tr.locale),
                            fingerprint=text.sha256[:16],
                        )
                    ),
                )
            )
        if not loaded:
            blocks.append(Paragraph(plain(tr.gettext("No official text of this edition is loaded here."))))
    return Card(title=tr.gettext("Sources"), blocks=tuple(blocks))
