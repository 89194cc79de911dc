"""Why a delivery stands where it stands: the bounded set that the ledger, /metrics and the operators know."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a delivery stands where it stands: all there are, for the ledger, /metrics and the operators."""

    NONE = ""
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    KICKED = "kicked"
    NOT_A_MEMBER = "not a member"
    GROUP_DELETED = "group deleted"
    NEVER_STARTED = "never started"
    A_BOT = "a bot"
    FORBIDDEN = "forbidden"
    NO_RIGHTS = "no rights"
    NO_TOPIC = "no topic"
    TOPIC_CLOSED = "topic closed"
    NO_CHAT = "chat not found"
    TOO_LARGE = "too large"
    WORDS_REFUSED = "our words were refused"
    UNKNOWN_TO_SERVER = "not known to the server"
    UNKNOWN_REFUSAL = "unknown refusal"
    """Telegram’s own words for it stand in the log."""
    TOKEN = "the token is no longer valid"
    FROZEN = "the bot's account is frozen"
    TOO_MANY = "too many requests"
    RESTING = "resting"
    NO_CONNECTION = "no connection"
    NO_ANSWER = "no answer"
    UNREADABLE_ANSWER = "an answer that cannot be read"
    SERVER_ERROR = "server error"
    UNFORESEEN = "unforeseen failure"
    """Its type stands in the log."""
    STOPPED_SENDING = "stopped while sending"
    """The process ended between intent and outcome."""
    RESTORED = "restored"
    """Due since the backup that was put in place: nobody saw it go out, and it counts as sent."""
    LATE = "late"
    STOPPED = "stopped"
    PAUSED = "paused"
    CANARY = "canary"
    CONTENT_HELD = "content held"
    OUR_FAULT = "our fault"
    NO_EXPLAINERS = "no explainers"
    SCHEDULE_UNREADABLE = "schedule unreadable"


OF_ONE_CHAT = frozenset({Reason.NO_RIGHTS, Reason.NO_TOPIC, Reason.TOPIC_CLOSED})
"""Reasons of a refusal that say something about one chat and nothing about us."""
