"""Every refusal of the Bot API leaves the sandbox as one exception with Telegram's own code and wording."""

from typing import Any


class Refusal(Exception):
    """A request that Telegram would not fulfil: status code, description and response parameters."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str, **parameters: Any) -> Refusal:
    """A 400 with the usual prefix."""
    return Refusal(400, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> Refusal:
    """A 403 with the usual prefix."""
    return Refusal(403, f"Forbidden: {reason}")


def too_old() -> Refusal:
    """The answer to a callback, inline or guest query that nobody waits for any more."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")


class WrongMove(Exception):
    """A person in the sandbox tried what the page would not let them do: press a button that is not there."""


class NoAnswer(TimeoutError):
    """The bot did not take or did not answer an update in time."""
