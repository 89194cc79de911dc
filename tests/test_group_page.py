"""A group in a real browser: two people share an article in two languages, a member is refused, a guest is called."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.translator import tr_for
from content.model import Locale
from tests.chat_page import PEOPLE, Visit, playing, visit
from tests.chromium import browsing, in_chromium

pytestmark = in_chromium


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as opened:
        yield opened


async def types(someone: Visit, text: str) -> None:
    """Put words into the input without sending them."""
    await someone.page.locator("#foot textarea, #foot input").first.fill(text)


async def test_sharing_in_a_group(browser: Browser, data_dir: Path, tmp_path: Path) -> None:
    kk, ru = tr_for(Locale.KK), tr_for(Locale.RU)
    async with playing(data_dir, tmp_path) as url:
        async with aiohttp.ClientSession(url) as session, session.get("/api/state") as answer:
            state = await answer.json()
        groups = {chat["bot_present"]: chat for chat in state["chats"] if chat["type"] != "private"}
        name = state["bot"]["username"]

        dmitry = await visit(browser, url, Locale.RU)
        await dmitry.starts()
        await dmitry.says("21")
        await dmitry.page.get_by_role("button", name=ru.gettext("Share")).last.click()
        await dmitry.page.get_by_role("dialog").get_by_text(groups[True]["title"]).click()
        await dmitry.page.get_by_role("option", name="Статья 21.").first.click()
        await expect(dmitry.page.locator("article.own").last).to_contain_text("Статья 21.")

        aigerim = await visit(browser, url, Locale.KK, scheme="dark")
        await aigerim.page.goto(f"{url}/#{PEOPLE[Locale.KK]}/{groups[True]['id']}")
        await types(aigerim, f"@{name} 21")
        await aigerim.page.get_by_role("option", name="21-бап.").first.click()
        await expect(aigerim.page.locator("article.own").last).to_contain_text("21-бап.")
        await expect(dmitry.page.locator("article.theirs").last).to_contain_text("21-бап.")

        await dmitry.says("/settings")
        await expect(dmitry.newest).to_contain_text(kk.gettext("Settings of this chat"))
        await dmitry.page.get_by_role("button", name="English", exact=True).last.click()
        refusal = kk.gettext("Only admins of this group can change its settings.")
        await expect(dmitry.page.get_by_role("alertdialog")).to_contain_text(refusal)
        await expect(aigerim.page.get_by_text(kk.gettext("Settings of this chat"))).to_have_count(0)

        alex = await visit(browser, url, Locale.EN)
        await alex.page.goto(f"{url}/#{PEOPLE[Locale.EN]}/{groups[False]['id']}")
        await alex.says(f"@{name} art. 99 of the new Constitution")
        await expect(alex.newest).to_contain_text("There is no article 99 in the Constitution of 2026.")
        for someone in (dmitry, aigerim, alex):
            assert await someone.page.evaluate("document.documentElement.scrollWidth") == 360
            assert someone.troubles == []
