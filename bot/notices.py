"""Codes of the ledger and notices of the delivery machinery in the operator's language; what is unknown stays as it is."""

from __future__ import annotations

from content.cards import Translator
from scheduler.notices import CLOCK, FAILED, HELD, HELD_UNSEEN, RESTS, read_notice


def notice_words(words: str, tr: Translator) -> str:
    """What the machinery says, for a person."""
    read = read_notice(words)
    if read is None:
        return words
    template, holes = read
    sentences = {
        HELD_UNSEEN: tr.gettext("held back before it reached a reader: {mark} ({reason})"),
        HELD: tr.gettext("held back after {number} refusals: {mark} ({reason})"),
        RESTS: tr.gettext("The daily delivery rests for some minutes: {reason}"),
        CLOCK: tr.gettext("The clock jumped by {seconds} s; due times are computed anew."),
        FAILED: tr.gettext("of the last {sends} sends {number} ended so: {reason}"),
    }
    said = {name: reason_words(value, tr) if name == "reason" else value for name, value in holes.items()}
    return sentences[template].format(**said)


def standing_words(standing: str, tr: Translator) -> str:
    """``subscriptions in force``."""
    names = {
        "active": tr.gettext("subscriptions in force"),
        "stopped": tr.gettext("subscriptions stopped by the reader"),
        "gone": tr.gettext("subscriptions of chats out of reach"),
        "finished": tr.gettext("subscriptions at the end of the course"),
    }
    return names.get(standing, standing)


def delivery_words(state: str, reason: str, tr: Translator) -> str:
    """``deliveries refused (no rights)``."""
    names = {
        "pending": tr.gettext("deliveries waiting"),
        "sending": tr.gettext("deliveries under way"),
        "sent": tr.gettext("deliveries sent"),
        "skipped": tr.gettext("deliveries left out"),
        "expired": tr.gettext("deliveries too late to send"),
        "unknown": tr.gettext("deliveries whose outcome is unknown"),
        "gone": tr.gettext("deliveries to chats out of reach"),
        "refused": tr.gettext("deliveries refused"),
    }
    name = names.get(state, state)
    return f"{name} ({reason_words(reason, tr)})" if reason else name


def reason_words(reason: str, tr: Translator) -> str:
    """Why a delivery did not go out; a notice inside another one is put into words as well."""
    names = {
        "out of reach": tr.gettext("chat out of reach"),
        "ambiguous": tr.gettext("no certain outcome"),
        "blocked": tr.gettext("bot blocked"),
        "deactivated": tr.gettext("account or group deactivated"),
        "kicked": tr.gettext("bot removed"),
        "not a member": tr.gettext("bot is not a member"),
        "group deleted": tr.gettext("group deleted"),
        "never started": tr.gettext("bot never started"),
        "a bot": tr.gettext("reader is a bot"),
        "forbidden": tr.gettext("forbidden"),
        "no rights": tr.gettext("no right to write"),
        "no topic": tr.gettext("topic deleted"),
        "topic closed": tr.gettext("topic closed"),
        "chat not found": tr.gettext("chat not found"),
        "our words were refused": tr.gettext("message refused by Telegram"),
        "too large": tr.gettext("message too large"),
        "not known to the server": tr.gettext("not known to the server"),
        "server error": tr.gettext("server error"),
        "unknown refusal": tr.gettext("refused for an unknown reason"),
        "too many requests": tr.gettext("too many requests"),
        "resting": tr.gettext("too many requests"),
        "no connection": tr.gettext("no connection"),
        "no answer": tr.gettext("no answer"),
        "an answer that cannot be read": tr.gettext("unreadable answer"),
        "late": tr.gettext("too late"),
        "stopped": tr.gettext("stopped by the reader"),
        "canary": tr.gettext("trial message to the operator pending"),
        "content held": tr.gettext("text held back"),
        "our fault": tr.gettext("our fault"),
        "no explainers": tr.gettext("no explainers"),
        "schedule unreadable": tr.gettext("unreadable schedule"),
    }
    return names.get(reason) or notice_words(reason, tr)
