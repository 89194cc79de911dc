"""Every known way to fail has the right class and reaction; the unknown is refused or ambiguous, never retried for ever."""

from __future__ import annotations

import json
import ssl
from typing import Any
from unittest.mock import Mock

import pytest
from aiogram.client.bot import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramNetworkError
from aiogram.methods import SendMessage
from aiohttp import ClientConnectorError, ClientOSError, ConnectionTimeoutError, ServerDisconnectedError

from bot.refusals import about_recipient, classify
from bot.session import TolerantSession
from scheduler.ports import Verdict

METHOD = SendMessage(chat_id=1, text="…")

V = Verdict
TABLE: list[tuple[int, str, dict[str, Any], Verdict, int]] = [
    (429, "Too Many Requests: retry after 7", {"retry_after": 7}, V.LATER, 0),
    (429, "Too Many Requests: retry after 0", {"retry_after": 0}, V.LATER, 0),
    (429, "Too Many Requests: retry later", {}, V.LATER, 0),
    (403, "Forbidden: bot was blocked by the user", {}, V.GONE, 0),
    (403, "Forbidden: user is deactivated", {}, V.GONE, 0),
    (403, "Forbidden: bot was kicked from the group chat", {}, V.GONE, 0),
    (403, "Forbidden: bot was kicked from the supergroup chat", {}, V.GONE, 0),
    (403, "Forbidden: bot was kicked from the channel chat", {}, V.GONE, 0),
    (403, "Forbidden: bot is not a member of the supergroup chat", {}, V.GONE, 0),
    (403, "Forbidden: bot is not a member of the channel chat", {}, V.GONE, 0),
    (403, "Forbidden: the group chat was deleted", {}, V.GONE, 0),
    (403, "Forbidden: bot can't initiate conversation with a user", {}, V.GONE, 0),
    (403, "Forbidden: bot can't send messages to bots", {}, V.GONE, 0),
    (403, "Forbidden: bot can't send messages to the bot", {}, V.GONE, 0),
    (403, "Forbidden: something new", {}, V.REFUSED, 3),
    (400, "Bad Request: not enough rights to send text messages to the chat", {}, V.REFUSED, 14),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN", {}, V.REFUSED, 14),
    (400, "Bad Request: CHAT_RESTRICTED", {}, V.REFUSED, 14),
    (400, "Bad Request: need administrator rights in the channel chat", {}, V.REFUSED, 14),
    (400, "Bad Request: have no rights to send a message", {}, V.REFUSED, 14),
    (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", {}, V.REFUSED, 14),
    (400, "Bad Request: CHAT_ADMIN_REQUIRED", {}, V.REFUSED, 14),
    (400, "Bad Request: USER_BANNED_IN_CHANNEL", {}, V.REFUSED, 14),
    (400, "Bad Request: message thread not found", {}, V.REFUSED, 3),
    (400, "Bad Request: TOPIC_DELETED", {}, V.REFUSED, 3),
    (400, "Bad Request: TOPIC_CLOSED", {}, V.REFUSED, 7),
    (400, "Bad Request: chat not found", {}, V.REFUSED, 3),
    (400, "Bad Request: private chat not found", {}, V.REFUSED, 3),
    (400, "Bad Request: PEER_ID_INVALID", {}, V.REFUSED, 3),
    (400, "Bad Request: CHANNEL_PRIVATE", {}, V.REFUSED, 3),
    (400, "Bad Request: group chat was deactivated", {}, V.REFUSED, 3),
    (400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -100}, V.MIGRATED, 0),
    (400, "Bad Request: can't parse entities: Unsupported start tag", {}, V.CONTENT, 0),
    (400, "Bad Request: message is too long", {}, V.CONTENT, 0),
    (400, "Bad Request: message text is empty", {}, V.CONTENT, 0),
    (400, "Bad Request: BUTTON_URL_INVALID", {}, V.CONTENT, 0),
    (400, "Bad Request: BUTTON_DATA_INVALID", {}, V.CONTENT, 0),
    (400, "Bad Request: inline keyboard button URL 'x' is invalid: Wrong HTTP URL", {}, V.CONTENT, 0),
    (400, "Bad Request: inline keyboard button URL 'tg:x' is invalid: unsupported", {}, V.CONTENT, 0),
    (400, "Bad Request: text buttons are unallowed in the inline keyboard", {}, V.CONTENT, 0),
    (403, "Forbidden: group is deactivated", {}, V.GONE, 0),
    (400, "Bad Request: group is deactivated", {}, V.GONE, 0),
    (400, "Bad Request: USER_IS_BLOCKED", {}, V.GONE, 0),
    (400, "Bad Request: INPUT_USER_DEACTIVATED", {}, V.REFUSED, 3),
    (400, "Bad Request: can't parse reply keyboard markup JSON object", {}, V.CONTENT, 0),
    (413, "Request Entity Too Large", {}, V.CONTENT, 0),
    (401, "Unauthorized", {}, V.HALT, 0),
    (400, "Bad Request: FROZEN_METHOD_INVALID", {}, V.HALT, 0),
    (404, "Not Found", {}, V.REFUSED, 0),
    (404, "Not Found: method not found", {}, V.REFUSED, 0),
    (500, "Internal Server Error", {}, V.AMBIGUOUS, 0),
    (500, "Internal Server Error: restart", {}, V.AMBIGUOUS, 0),
    (502, "Bad Gateway", {}, V.AMBIGUOUS, 0),
    (503, "Service Unavailable: Request aborted", {}, V.AMBIGUOUS, 0),
    (400, "Bad Request: NEVER_HEARD_OF", {}, V.REFUSED, 0),
    (418, "I'm a teapot", {}, V.REFUSED, 0),
]


def raised(code: int, content: str) -> Exception:
    """What aiogram makes of an answer."""
    session = TolerantSession()
    with pytest.raises(Exception) as caught:
        session.check_response(Mock(spec=Bot), METHOD, code, content)
    return caught.value


@pytest.mark.parametrize(("code", "description", "parameters", "verdict", "strikes"), TABLE)
def test_the_table(code: int, description: str, parameters: dict[str, Any], verdict: Verdict, strikes: int) -> None:
    answer = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    outcome = classify(raised(code, json.dumps(answer)))
    assert (outcome.verdict, outcome.strikes) == (verdict, strikes)
    if verdict is V.LATER:
        assert outcome.wait >= 1
    if verdict is V.MIGRATED:
        assert outcome.chat_id == -100


def network(cause: Exception | None) -> TelegramNetworkError:
    error = TelegramNetworkError(METHOD, "…")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("cause", "verdict"),
    [
        (ClientConnectorError(Mock(), OSError(111, "refused")), V.LATER),
        (ConnectionTimeoutError("connect"), V.LATER),
        (TimeoutError(), V.AMBIGUOUS),
        (ServerDisconnectedError(), V.AMBIGUOUS),
        (ClientOSError(104, "reset"), V.AMBIGUOUS),
        (ssl.SSLError("cut"), V.AMBIGUOUS),
    ],
)
def test_a_connection_that_failed_is_certain_and_a_lost_answer_is_not(cause: Exception, verdict: Verdict) -> None:
    assert classify(network(cause)).verdict is verdict


def test_answers_that_cannot_be_read() -> None:
    assert classify(raised(502, "<html>Bad Gateway</html>")).verdict is V.AMBIGUOUS
    assert classify(raised(500, '{"ok": false, "error_code": 500}')).verdict is V.AMBIGUOUS
    newer = raised(200, '{"ok": true, "result": {"message_id": 42, "chat": 5}}')
    assert isinstance(newer, ClientDecodeError)
    assert classify(newer).verdict is V.SENT
    assert classify(newer).message_id == 42
    assert classify(RuntimeError("our own")).verdict is V.AMBIGUOUS


def test_other_words_do_not_help_who_is_out_of_reach() -> None:
    assert about_recipient(TelegramAPIError(METHOD, "…")) is False
    assert about_recipient(raised(400, '{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}'))
    assert not about_recipient(raised(400, '{"ok":false,"error_code":400,"description":"Bad Request: RICH_MESSAGE_X"}'))


def test_reasons_come_from_a_bounded_set_whatever_telegram_says(caplog: pytest.LogCaptureFixture) -> None:
    answers = [{"ok": False, "error_code": 400, "description": f"Bad Request: new thing {n}"} for n in range(50)]
    reasons = {classify(raised(400, json.dumps(answer))).reason for answer in answers}
    assert reasons == {"unknown refusal"}
    assert "new thing 7" in caplog.text  # the operator can still read it
