"""Dates and times in the reader's own form."""

from __future__ import annotations

from datetime import date, datetime, time

from babel import Locale as Language
from babel.dates import format_date, get_day_names

from content.model import Locale

_BABEL = {Locale.KK: "kk", Locale.RU: "ru", Locale.EN: "en_GB"}
_LONG = {Locale.KK: "d MMMM, EEEE", Locale.RU: "EEEE, d MMMM", Locale.EN: "EEEE d MMMM"}


def day_in_words(day: date, locale: Locale) -> str:
    """``Monday 23 November``, ``понедельник, 23 ноября``, ``23 қараша, дүйсенбі``."""
    return format_date(day, _LONG[locale], locale=_BABEL[locale])


def date_in_words(day: str, locale: Locale) -> str:
    """An ISO date with its year: ``1 July 2026``, ``1 июля 2026 г.``, ``2026 ж. 1 шілде``; other words as they are."""
    try:
        return format_date(date.fromisoformat(day), "long", locale=_BABEL[locale])
    except ValueError:
        return day


def language_name(language: Locale, locale: Locale) -> str:
    """What a language is called in another: ``Kazakh``, ``русский``, ``орыс тілі``."""
    return str(Language.parse(language).get_display_name(_BABEL[locale]))


def moment_in_words(moment: datetime, locale: Locale) -> str:
    """The day and the time, 24 hours."""
    return f"{day_in_words(moment.date(), locale)}, {clock(moment.time())}"


def clock(at: time) -> str:
    """``09:00``."""
    return at.strftime("%H:%M")


def weekday_names(locale: Locale) -> list[str]:
    """Short names, Monday first."""
    names = get_day_names("abbreviated", context="stand-alone", locale=_BABEL[locale])
    return [str(names[number]) for number in range(7)]
