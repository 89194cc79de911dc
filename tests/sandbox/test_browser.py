"""The chat page in a real browser: it shows what the bot sends and sends what people do."""

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, Page, expect

from sandbox import Sandbox, start_sandbox
from tests.chromium import browsing, in_chromium
from tests.sandbox.conftest import Call

pytestmark = in_chromium

RICH = """<h2>Heading</h2><table bordered><tr><th>1995</th><th>2026</th></tr><tr><td>two chambers</td><td>one chamber</td></tr></table>
<details><summary>More</summary><p>inside</p></details><blockquote expandable>quotation</blockquote>
<p>&lt;b&gt;not bold&lt;/b&gt; <a href="https://example.org/">link</a></p>"""


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    box = await start_sandbox("127.0.0.1", 0)
    yield box
    await box.stop()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as browser:
        yield browser


async def opened(browser: Browser, box: Sandbox, place: str, troubles: list[str], width: int) -> Page:
    """A page at a place, with everything written down that must not happen."""
    page = await browser.new_page(viewport={"width": width, "height": 740})
    page.on("console", lambda told: troubles.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(f"{box.url}/") else troubles.append(asked.url))
    await page.goto(f"{box.url}/#{place}")
    return page


async def newest(call: Call, kind: str) -> dict[str, Any]:
    """The first update of a kind that the bot gets; those before it are confirmed."""
    offset, end = 0, time.monotonic() + 30
    while time.monotonic() < end:
        for update in (await call("getUpdates", offset=offset, timeout=1))["result"]:
            offset = update["update_id"] + 1
            if kind in update:
                found: dict[str, Any] = update[kind]
                return found
    raise AssertionError(f"no {kind}")


async def test_a_conversation_on_a_telephone(browser: Browser, box: Sandbox, call: Call) -> None:
    troubles: list[str] = []
    page = await opened(browser, box, "1002", troubles, 360)
    await page.get_by_role("button", name="НАЧАТЬ").click()
    assert (await newest(call, "message"))["text"] == "/start"

    keyboard = {"inline_keyboard": [[{"text": "Дальше", "callback_data": "a:2"}]]}
    await call("sendRichMessage", chat_id=1002, rich_message={"html": RICH}, reply_markup=keyboard)
    message = page.locator("article.theirs")
    await expect(message.get_by_role("cell", name="one chamber")).to_be_visible()
    await expect(message.get_by_text("<b>not bold</b>")).to_be_visible()
    await expect(message.get_by_text("inside")).to_be_hidden()
    await message.get_by_text("More").click()
    await expect(message.get_by_text("inside")).to_be_visible()

    button = message.get_by_role("button", name="Дальше")
    await button.focus()
    await page.keyboard.press("Enter")
    query = await newest(call, "callback_query")
    assert query["data"] == "a:2"
    await expect(button).to_have_attribute("aria-busy", "true")
    await call("answerCallbackQuery", callback_query_id=query["id"], text="Важно", show_alert=True)
    await expect(page.get_by_role("alertdialog")).to_have_text("ВажноХорошо")
    await page.keyboard.press("Escape")
    await expect(button).to_be_focused()
    await expect(button).to_have_attribute("aria-busy", "false")

    await message.get_by_role("link", name="link").click()
    await expect(page.get_by_role("dialog")).to_contain_text("https://example.org/")
    await page.keyboard.press("Escape")
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert troubles == []


async def test_commands_inline_and_a_quiz_on_a_desk(browser: Browser, box: Sandbox, call: Call) -> None:
    troubles: list[str] = []
    box.world.chats[1003].started = True
    await call("setMyCommands", commands=[{"command": "help", "description": "What I can do"}])
    page = await opened(browser, box, "1003", troubles, 1200)
    field = page.get_by_role("textbox", name="Message")

    await field.fill("/h")
    await expect(page.get_by_role("option", name="What I can do")).to_be_visible()
    await field.press("Enter")
    assert (await newest(call, "message"))["text"] == "/help"

    await field.fill(f"@{box.world.bot.username} land")
    query = await newest(call, "inline_query")
    assert query["query"] == "land"
    results = [{"type": "article", "id": "r", "title": "Article 6", "input_message_content": {"message_text": "Land"}}]
    await call("answerInlineQuery", inline_query_id=query["id"], results=results)
    await page.get_by_role("option", name="Article 6").click()
    await expect(page.locator("article.own").last).to_contain_text("Land")

    options = [{"text": "98"}, {"text": "145"}]
    await call("sendPoll", chat_id=1003, question="How many?", options=options, type="quiz", correct_option_ids=[1])
    await page.get_by_role("button", name="98").click()
    await expect(page.locator(".tally .right")).to_contain_text("145")
    await expect(page.locator(".tally .wrong")).to_contain_text("98")

    await page.get_by_role("button", name="Дмитрий").click()
    await expect(page.locator("html")).to_have_attribute("lang", "ru")
    assert troubles == []


async def test_every_file_of_the_page_is_served_as_what_it_is(box: Sandbox) -> None:
    kinds = {".js": "/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}
    async with aiohttp.ClientSession(box.url) as session:
        for path in (Path(__file__).parents[2] / "sandbox" / "page").iterdir():
            async with session.get(f"/page/{path.name}") as response:
                assert response.content_type.endswith(kinds[path.suffix]), path.name
