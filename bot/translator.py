"""gettext bound to one language: the locale is a value, not a mood of the process."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from content.model import Locale

LOCALES = Path(__file__).resolve().parent.parent / "locales"

_RUSSIAN_READERS = frozenset({"be", "ky", "tg", "uk", "uz"})


class GettextTranslator:
    """Sentences of the interface in one language; fits content.cards.Translator."""

    def __init__(self, locale: Locale, catalogue: gettext.NullTranslations) -> None:
        self._locale, self._catalogue = locale, catalogue

    @property
    def locale(self) -> Locale:
        return self._locale

    def gettext(self, message: str) -> str:
        return self._catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self._catalogue.ngettext(singular, plural, n)


@cache
def tr_for(locale: Locale) -> GettextTranslator:
    """The translator of a language; FileNotFoundError when its catalogue was not compiled (`make` does)."""
    return GettextTranslator(locale, gettext.translation("bot", LOCALES, [locale.value]))


def guess_locale(language_code: str | None) -> Locale:
    """The language to start with, from Telegram's code: kk, ru, en; neighbours who read Russian; else English."""
    code = (language_code or "").lower().replace("_", "-").partition("-")[0]
    if code in _RUSSIAN_READERS:
        return Locale.RU
    return Locale(code) if code in set(Locale) else Locale.EN
