"""Plays the chat page in headless Chromium, with the real bot behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Locator, Page, expect

from bot.app import open_app
from bot.config import read_config
from bot.menus import set_menus
from content.model import Locale
from tests.polling import polling

PEOPLE = {Locale.KK: 1001, Locale.RU: 1002, Locale.EN: 1003}
"""Who of the sandbox's people speaks which language."""


@dataclass
class Visit:
    """One person at the chat page."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    async def starts(self) -> None:
        """Press Start in a chat without messages; returns when the bot has greeted, so that no greeting comes late."""
        await self.page.locator("#foot button").first.click()
        await self.newest.wait_for()

    async def says(self, text: str) -> None:
        """Type and send; returns when a new message of the bot has come.

        What was said before must have been answered by then: a late answer would be taken for this one.
        """
        theirs = self.page.locator("article.theirs")
        before = await theirs.count()
        box = self.page.locator("#foot textarea, #foot input").first
        await box.fill(text)
        await box.press("Escape")
        await box.fill(text)
        await box.press("Enter")
        await expect(theirs).to_have_count(before + 1)

    async def presses(self, label: str) -> None:
        """Press a button of the newest message that has it; returns when the bot has answered the press."""
        button = self.page.get_by_role("button", name=label, exact=True).last
        await button.click()
        await expect(self.page.locator("[aria-busy=true]")).to_have_count(0)

    @property
    def newest(self) -> Locator:
        """The newest message of the bot."""
        return self.page.locator("article.theirs").last


@asynccontextmanager
async def playing(data_dir: Path, state_dir: Path) -> AsyncIterator[str]:
    """The bot in the sandbox, as ``make run`` starts it without a token; the address of the page."""
    config = read_config(
        {
            "DATA_DIR": str(data_dir),
            "DATABASE_URL": f"sqlite+aiosqlite:///{state_dir / 'state.db'}",
            "SANDBOX_LISTEN": "127.0.0.1:0",
        }
    )
    async with open_app(config) as app:
        await set_menus(app.bot, config.default_locale)
        async with polling(app):
            assert app.sandbox_url is not None
            yield app.sandbox_url


async def visit(
    browser: Browser,
    url: str,
    locale: Locale,
    *,
    width: int = 360,
    height: int = 740,
    scheme: Literal["light", "dark"] = "light",
) -> Visit:
    """Open the page as the person who speaks ``locale``; everything that must not happen is written down."""
    page = await browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    made = Visit(page)
    page.on("console", lambda said: made.troubles.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: made.troubles.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(f"{url}/") else made.troubles.append(asked.url))
    await page.goto(f"{url}/#{PEOPLE[locale]}")
    await page.wait_for_selector("#foot button")
    return made
