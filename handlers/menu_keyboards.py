"""Buttons that belong to no provision: languages, settings, and examples of what to ask."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup

from content.cards import Translator
from content.model import Edition, Locale
from handlers.callbacks import (
    ArticleButton,
    CompareButton,
    ContentsButton,
    DoButton,
    LanguageButton,
    RightsButton,
    ViewButton,
)
from handlers.keyboards import button, keyboard
from handlers.languages import LANGUAGE_NAMES
from handlers.ports import View


def language_keyboard(chosen: Locale | None, *, first: bool = False) -> InlineKeyboardMarkup:
    """Three languages, each in its own words."""
    return keyboard(
        [
            button(name, LanguageButton(locale=locale, first=first).pack(), chosen=locale is chosen)
            for locale, name in LANGUAGE_NAMES.items()
        ]
    )


def settings_keyboard(locale: Locale, view: View, *, private: bool, tr: Translator) -> InlineKeyboardMarkup:
    """Language and, in private chats, the view."""
    views = [
        button(tr.gettext("Rich view"), ViewButton(view=View.RICH).pack(), chosen=view is View.RICH),
        button(tr.gettext("Plain view"), ViewButton(view=View.PLAIN).pack(), chosen=view is View.PLAIN),
    ]
    return keyboard(language_keyboard(locale).inline_keyboard[0], views if private else [])


def examples_keyboard(tr: Translator) -> InlineKeyboardMarkup:
    """Three things to try: an article, a right, a comparison; the contents and help."""
    *examples, contents = help_keyboard(tr).inline_keyboard
    return keyboard(*examples, [*contents, button(tr.gettext("Help"), DoButton(command="help").pack())])


def help_keyboard(tr: Translator) -> InlineKeyboardMarkup:
    """The same under the help itself."""
    return keyboard(
        [
            button(
                tr.gettext("Article 17: the right to life"), ArticleButton(edition=Edition.Y2026, article="17").pack()
            )
        ],
        [button(tr.gettext("Private life and data"), RightsButton(group="private-life").pack())],
        [
            button(
                tr.gettext("Compare: detention, 1995 and 2026"),
                CompareButton(edition=Edition.Y2026, article="18").pack(),
            )
        ],
        [button(tr.gettext("Contents"), ContentsButton(edition=Edition.Y2026).pack())],
    )
