"""Names of the three languages: as each calls itself, and as people type them."""

from __future__ import annotations

from content.grammar.words import words
from content.model import Locale

LANGUAGE_NAMES = {Locale.KK: "Қазақша", Locale.RU: "Русский", Locale.EN: "English"}
_NAMES = {
    Locale.KK: "kk kz kaz kazakh қазақша қазақ казахский казахском казахша казак каз қаз қз кз",
    Locale.RU: "ru rus russian русский русском рус по-русски орысша орыс ру",
    Locale.EN: "en eng english английский английском англ ағылшынша ағылшын инглиш ен",
}
_LOCALES = {name: locale for locale, names in _NAMES.items() for name in words(names)}
_AROUND = frozenset(words("на по язык тілі тіл тілінде language in to"))


def named_language(text: str) -> Locale | None:
    """The language that some words name and nothing else: ``en``, ``KZ``, ``рус``, ``қазақ тілі``, ``на русском``."""
    said = [word.strip(".,!") for word in text.casefold().split()]
    named = {_LOCALES.get(word) for word in said if word not in _AROUND}
    return named.pop() if len(named) == 1 else None
