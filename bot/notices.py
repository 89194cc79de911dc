"""Codes of the ledger and notices of the delivery machinery in the operator's language; what is unknown stays as it is."""

from __future__ import annotations

from content.cards import Translator
from scheduler.notices import ClockJumped, Ending, Held, HeldUnseen, MassFailure, Notice, Rests
from scheduler.reasons import Reason


def notice_words(notice: Notice, tr: Translator) -> str:
    """What the machinery says, for a person."""
    match notice:
        case HeldUnseen():
            words = tr.gettext("held back before it reached a reader: {mark} ({reason})")
            return words.format(mark=notice.mark, reason=reason_words(notice.reason, tr))
        case Held():
            words = tr.gettext("held back after {number} refusals: {mark} ({reason})")
            return words.format(number=notice.number, mark=notice.mark, reason=reason_words(notice.reason, tr))
        case MassFailure():
            words = tr.gettext("of the last {sends} sends {number} ended so: {reason}")
            return words.format(sends=notice.sends, number=notice.number, reason=ending_words(notice.ending, tr))
        case Rests():
            words = tr.gettext("The daily delivery rests for some minutes: {reason}")
            return words.format(reason=notice_words(notice.failure, tr))
        case ClockJumped():
            words = tr.gettext("The clock jumped by {seconds} s; due times are computed anew.")
            return words.format(seconds=f"{notice.seconds:+d}")


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


def ending_words(ending: Ending, tr: Translator) -> str:
    """How many sends at once have ended."""
    names = {
        Ending.OUT_OF_REACH: tr.gettext("chat out of reach"),
        Ending.AMBIGUOUS: tr.gettext("no certain outcome"),
    }
    return names[ending]


def reason_words(reason: str, tr: Translator) -> str:
    """Why a delivery did not go out; a reason that an older program wrote stays as it is."""
    names: dict[str, str] = {
        Reason.BLOCKED: tr.gettext("bot blocked"),
        Reason.DEACTIVATED: tr.gettext("account or group deactivated"),
        Reason.KICKED: tr.gettext("bot removed"),
        Reason.NOT_A_MEMBER: tr.gettext("bot is not a member"),
        Reason.GROUP_DELETED: tr.gettext("group deleted"),
        Reason.NEVER_STARTED: tr.gettext("bot never started"),
        Reason.A_BOT: tr.gettext("reader is a bot"),
        Reason.FORBIDDEN: tr.gettext("forbidden"),
        Reason.NO_RIGHTS: tr.gettext("no right to write"),
        Reason.NO_TOPIC: tr.gettext("topic deleted"),
        Reason.TOPIC_CLOSED: tr.gettext("topic closed"),
        Reason.NO_CHAT: tr.gettext("chat not found"),
        Reason.TOO_LARGE: tr.gettext("message too large"),
        Reason.WORDS_REFUSED: tr.gettext("message refused by Telegram"),
        Reason.UNKNOWN_TO_SERVER: tr.gettext("not known to the server"),
        Reason.UNKNOWN_REFUSAL: tr.gettext("refused for an unknown reason"),
        Reason.TOKEN: tr.gettext("the token is no longer valid"),
        Reason.FROZEN: tr.gettext("the bot’s account is frozen"),
        Reason.TOO_MANY: tr.gettext("too many requests"),
        Reason.RESTING: tr.gettext("too many requests"),
        Reason.NO_CONNECTION: tr.gettext("no connection"),
        Reason.NO_ANSWER: tr.gettext("no answer"),
        Reason.UNREADABLE_ANSWER: tr.gettext("unreadable answer"),
        Reason.SERVER_ERROR: tr.gettext("server error"),
        Reason.UNFORESEEN: tr.gettext("unforeseen failure"),
        Reason.STOPPED_SENDING: tr.gettext("the bot stopped while it was sending"),
        Reason.RESTORED: tr.gettext("counted as sent after a restore"),
        Reason.LATE: tr.gettext("too late"),
        Reason.STOPPED: tr.gettext("stopped by the reader"),
        Reason.PAUSED: tr.gettext("paused by the reader"),
        Reason.CANARY: tr.gettext("trial message to the operator pending"),
        Reason.CONTENT_HELD: tr.gettext("text held back"),
        Reason.OUR_FAULT: tr.gettext("our fault"),
        Reason.NO_EXPLAINERS: tr.gettext("no explainers"),
        Reason.SCHEDULE_UNREADABLE: tr.gettext("unreadable schedule"),
    }
    return names.get(reason, reason)
