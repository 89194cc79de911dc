"""A first visit in each language, in a real browser: language, article, right, comparison."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.translator import tr_for
from content.model import Locale
from handlers.languages import LANGUAGE_NAMES
from tests.chat_page import playing, visit
from tests.chromium import browsing, in_chromium

pytestmark = in_chromium


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with browsing() as opened:
        yield opened


@pytest.mark.parametrize("locale", list(Locale))
async def test_a_first_visit(browser: Browser, data_dir: Path, tmp_path: Path, locale: Locale) -> None:
    tr = tr_for(locale)
    async with playing(data_dir, tmp_path) as url:
        guest = await visit(browser, url, locale, scheme="dark" if locale is Locale.RU else "light")
        await guest.starts()
        await expect(guest.newest).to_contain_text("Ata Zań")
        await guest.presses(LANGUAGE_NAMES[locale])
        await expect(guest.newest).to_contain_text(tr.gettext("Kazakhstan’s Constitution, explained"))
        await guest.presses(tr.gettext("Article 17: the right to life"))
        card = guest.page.locator("article.theirs").filter(has_text=tr.gettext("In plain words"))
        await expect(card.get_by_role("heading").first).to_contain_text("17")
        await guest.says("46")
        await expect(guest.newest).to_contain_text("22)")
        await guest.says("/rights")
        await guest.presses(tr.gettext("Private life and data"))
        await expect(guest.newest.locator("button").first).to_be_visible()
        await guest.says("/compare 18")
        await expect(guest.newest.locator("table").first).to_be_visible()
        assert await guest.page.evaluate("document.documentElement.scrollWidth") == 360
        assert guest.troubles == []
