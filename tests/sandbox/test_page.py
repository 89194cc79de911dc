"""The chat page's protocol: state, acts, events, and what a stranger's page may not do."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox, start_sandbox
from sandbox.page_api import PAGE
from tests.sandbox.conftest import Call


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    box = await start_sandbox("127.0.0.1", 0)
    yield box
    await box.stop()


@pytest.fixture
async def page(box: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(box.url) as session:
        yield session


async def get(page: aiohttp.ClientSession, path: str) -> dict[str, Any]:
    async with page.get(path) as response:
        assert response.status == 200
        body: dict[str, Any] = await response.json()
        return body


async def post(page: aiohttp.ClientSession, path: str, **body: Any) -> dict[str, Any]:
    async with page.post(path, json=body) as response:
        answer: dict[str, Any] = await response.json()
        assert response.status == 200, answer
        return answer


async def listen(page: aiohttp.ClientSession, person: int, after: int, count: int) -> list[tuple[str, dict[str, Any]]]:
    events = []
    async with asyncio.timeout(30), page.get("/api/events", params={"person": person, "after": after}) as response:
        assert response.content_type == "text/event-stream"
        text = ""
        async for chunk in response.content:
            text += chunk.decode()
            if text.endswith("\n\n"):
                kind = re.search(r"^event: (.*)$", text, re.M)
                body = re.search(r"^data: (.*)$", text, re.M)
                if kind and body:
                    events.append((kind[1], json.loads(body[1])))
                text = ""
            if len(events) == count:
                break
    return events


async def test_the_world_of_the_page(page: aiohttp.ClientSession) -> None:
    state = await get(page, "/api/state")
    assert [(person["name"], person["language_code"]) for person in state["people"]] == [
        ("Айгерим", "kk"),
        ("Дмитрий", "ru"),
        ("Alex", "en"),
    ]
    private, group, elsewhere = state["chats"]
    assert not elsewhere["bot_present"]
    assert (private["type"], private["started"], private["bot_present"]) == ("private", False, True)
    assert group["id"] < 0
    assert group["forum"]
    assert [topic["name"] for topic in group["topics"]] == ["Құқық / Право"]
    assert [member["status"] for member in group["members"]] == ["creator", "member", "member", "member"]
    assert not state["bot"]["online"]


async def test_send_press_and_events(page: aiohttp.ClientSession, call: Call) -> None:
    state = await get(page, "/api/state?person=1001")
    sent = await post(page, "/api/send", person=1001, chat=1001, text="/start")
    assert (sent["message"]["own"], sent["message"]["text"]) == (True, "/start")
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    await call(
        "sendMessage",
        chat_id=1001,
        text="<b>hi</b>",
        parse_mode="HTML",
        reply_markup=markup,
        reply_parameters={"message_id": 1},
    )
    query = (await post(page, "/api/press", person=1001, chat=1001, key="m2", callback_data="b"))["query"]
    await call("answerCallbackQuery", callback_query_id=query, text="toast")
    await call("editMessageText", chat_id=1001, message_id=2, text="edited")
    await call("deleteMessage", chat_id=1001, message_id=2)
    events = await listen(page, 1001, state["seq"], 5)
    assert [kind for kind, _ in events] == ["message", "message", "answer", "edited", "deleted"]
    bold = events[1][1]["message"]
    assert (bold["text"], bold["entities"]) == ("hi", [{"type": "bold", "offset": 0, "length": 2}])
    assert bold["reply_to"] == {"key": "m1", "name": "Айгерим", "text": "/start"}
    assert bold["reply_markup"] == markup
    assert bold["from"]["bot"]
    assert events[2][1] == {"query": query, "text": "toast", "show_alert": False, "url": None}
    assert events[3][1]["message"]["text"] == "edited"
    assert events[4][1] == {"chat": 1001, "key": "m2"}
    assert (await get(page, "/api/state?person=1002"))["chats"][0]["messages"] == [], "another person's chat"


async def test_documented_fields_are_the_real_ones(page: aiohttp.ClientSession) -> None:
    sent = await post(page, "/api/send", person=1001, chat=1001, text="x")
    document = (PAGE.parents[1] / "docs" / "sandbox.md").read_text(encoding="utf-8")
    table = document[document.index("### Message") : document.index("**Buttons**")]
    documented = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.M))))
    assert documented == set(sent["message"])


async def test_inline_through_the_page(page: aiohttp.ClientSession, call: Call) -> None:
    asked = asyncio.create_task(post(page, "/api/inline", person=1003, chat=1003, query="17"))
    update = (await call("getUpdates", timeout=30))["result"][0]
    result = {"type": "article", "id": "r", "title": "Article 17", "input_message_content": {"message_text": "words"}}
    await call("answerInlineQuery", inline_query_id=update["inline_query"]["id"], results=[result])
    answer = await asked
    assert answer["results"] == [
        {"id": "r", "title": "Article 17", "description": None, "preview": "words", "photo": None}
    ]
    chosen = await post(page, "/api/choose", person=1003, chat=1003, query=answer["query"], result="r")
    assert chosen["message"]["text"] == "words"
    assert chosen["message"]["via_bot"]


async def test_group_block_and_language(page: aiohttp.ClientSession, call: Call) -> None:
    group = (await get(page, "/api/state"))["chats"][1]["id"]
    assert not (await post(page, "/api/group", person=1001, chat=group, do="remove_bot"))["chat"]["bot_present"]
    async with page.post("/api/group", json={"person": 1002, "chat": group, "do": "add_bot"}) as response:
        assert response.status == 400
    assert not (await post(page, "/api/block", person=1003, blocked=True))["chat"]["bot_present"]
    assert (await post(page, "/api/language", person=1003, language_code="kk"))["person"]["language_code"] == "kk"
    kinds = [next(name for name in update if name != "update_id") for update in (await call("getUpdates"))["result"]]
    assert kinds == ["my_chat_member", "my_chat_member"]


async def test_mistakes_are_answered_in_words(page: aiohttp.ClientSession) -> None:
    cases: list[tuple[str, dict[str, Any], int]] = [
        ("send", {"person": 1, "chat": 1001, "text": "x"}, 404),
        ("send", {"person": 1001, "chat": 1002, "text": "x"}, 404),
        ("send", {"person": 1001, "chat": 1001, "text": " "}, 400),
        ("press", {"person": 1001, "chat": 1001, "key": "m9", "callback_data": "x"}, 404),
    ]
    for name, body, status in cases:
        async with page.post(f"/api/{name}", json=body) as response:
            assert response.status == status
            assert (await response.json())["error"]


async def test_other_pages_may_not_act(page: aiohttp.ClientSession) -> None:
    body = {"person": 1001, "chat": 1001, "text": "x"}
    async with page.post("/api/send", json=body, headers={"Origin": "https://evil.example"}) as response:
        assert response.status == 403
    async with page.post("/api/send", data=json.dumps(body), headers={"Content-Type": "text/plain"}) as response:
        assert response.status == 415


async def test_the_page_is_served_with_its_policy(page: aiohttp.ClientSession) -> None:
    async with page.get("/") as response:
        assert response.status == 200
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    async with page.get("/page/..%2Fbox.py") as response:
        assert response.status == 404


async def test_a_port_that_is_taken_is_an_error(box: Sandbox) -> None:
    with pytest.raises(OSError, match="address already in use"):
        await start_sandbox("127.0.0.1", box.port)


def test_nothing_of_ours_is_imported() -> None:
    for path in PAGE.parent.rglob("*.py"):
        found = re.findall(
            r"^\s*(?:from|import) (bot|content|handlers|scheduler|aiogram)\b", path.read_text(encoding="utf-8"), re.M
        )
        assert not found, path
