"""Deep links ``t.me/BOT?start=…``: permanent names of everything the bot can show.

``a17`` and ``a17p2`` an article or paragraph of 2026, ``o83-1`` and ``o83-1p2`` of 1995, ``c17`` a comparison,
``t_privacy`` a life situation, ``d_ID`` an explainer; each may end with ``_kk``, ``_ru`` or ``_en``. ``quiz`` asks a
question, ``mydata`` sends what is stored about a person, and with the number of a group or channel, to its admins, that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from content.limits import DEEP_LINK_LIMIT
from content.model import Edition, Locale, Reference

QUIZ_PAYLOAD = "quiz"
MYDATA_PAYLOAD = "mydata"
_CHAT_DATA = re.compile(rf"{MYDATA_PAYLOAD}(?:_(-[1-9]\d{{0,18}}))?")


class Target(StrEnum):
    """What a deep link opens."""

    ARTICLE = "a"
    COMPARISON = "c"
    TOPIC = "t"
    EXPLAINER = "d"


@dataclass(frozen=True, slots=True)
class DeepLink:
    """A parsed deep link; ``reference`` or ``id`` is set, by target."""

    target: Target
    reference: Reference | None = None
    id: str = ""
    locale: Locale | None = None


_PLACE = re.compile(
    r"(?P<kind>[aco])(?P<edition>o?)(?P<article>preamble|[1-9]\d?(?:-[1-9])?)(?:p(?P<paragraph>[1-9]\d?(?:-[1-9])?))?"
    r"(?:_(?P<locale>kk|ru|en))?"
)
_NAMED = re.compile(r"(?P<kind>[td])_(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:_(?P<locale>kk|ru|en))?")


def read_deep_link(payload: str) -> DeepLink | None:
    """What a payload names, or None for anything that is not one of our links."""
    if len(payload) > DEEP_LINK_LIMIT:
        return None
    if match := _NAMED.fullmatch(payload):
        return DeepLink(Target(match["kind"]), id=match["id"], locale=_locale(match["locale"]))
    match = _PLACE.fullmatch(payload)
    if match is None or (match["edition"] and match["kind"] != "c"):
        return None
    old = match["kind"] == "o" or match["edition"] == "o"
    ref = Reference(Edition.Y1995 if old else Edition.Y2026, match["article"], match["paragraph"])
    target = Target.COMPARISON if match["kind"] == "c" else Target.ARTICLE
    return DeepLink(target, ref, locale=_locale(match["locale"]))


def article_payload(ref: Reference, locale: Locale | None = None) -> str:
    """The payload of an article or paragraph; a sub-point leads to its paragraph."""
    made = ("a" if ref.edition is Edition.Y2026 else "o") + ref.article
    if ref.paragraph:
        made += f"p{ref.paragraph}"
    return made + _suffix(locale)


def comparison_payload(ref: Reference, locale: Locale | None = None) -> str:
    """The payload of a comparison; seen from 1995 it begins with ``co``."""
    return ("c" if ref.edition is Edition.Y2026 else "co") + ref.article + _suffix(locale)


def mydata_payload(chat_id: int) -> str:
    """The payload that asks for what is stored about a group or a channel."""
    return f"{MYDATA_PAYLOAD}_{chat_id}"


def read_mydata(payload: str, own: int) -> int | None:
    """The chat whose data a payload asks for, ``own`` unless it names one; None for any other payload."""
    match = _CHAT_DATA.fullmatch(payload)
    return int(match[1] or own) if match else None


def named_payload(target: Target, identifier: str, locale: Locale | None = None) -> str:
    """The payload of a life situation or an explainer; without the language where both do not fit."""
    made = f"{target}_{identifier}"
    suffix = _suffix(locale)
    return made + suffix if len(made + suffix) <= DEEP_LINK_LIMIT else made


def _suffix(locale: Locale | None) -> str:
    return f"_{locale}" if locale else ""


def _locale(text: str | None) -> Locale | None:
    return Locale(text) if text else None
