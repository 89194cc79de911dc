"""Takes the pictures of the README, and more into a folder: ``python -m tests.screenshots [FOLDER]``."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.config import read_config
from bot.corpus_setup import rebuild, sync_official
from content.model import Locale
from handlers.languages import LANGUAGE_NAMES
from tests.chat_page import playing, visit
from tests.chromium import browsing
from tests.conftest import OFFICIAL

README_PICTURES = Path(__file__).resolve().parent.parent / "docs" / "screenshots"

SAID = (
    "17",
    "21",
    "46",
    "83-1",
    "/rights",
    "/compare 17",
    "/compare 18",
    "/compare 1995 77",
    "/compare",
    "/article",
    "/help",
)


async def main(folder: Path | None) -> None:
    """Without a folder only the two pictures of the README are taken."""
    with tempfile.TemporaryDirectory() as temporary:
        data = Path(temporary)
        settings = {"DATA_DIR": temporary}
        if folder is not None and OFFICIAL.is_dir():
            settings["OFFICIAL_TEXTS"] = str(OFFICIAL)
            await sync_official(read_config(settings))
        rebuild(read_config(settings))
        async with playing(data, data) as url, browsing() as browser:
            first = await visit(browser, url, Locale.KK)
            await first.starts()
            await first.presses(LANGUAGE_NAMES[Locale.KK])
            await first.page.wait_for_timeout(300)
            await first.page.screenshot(path=README_PICTURES / "first-visit-kk.png")
            second = await visit(browser, url, Locale.RU, scheme="dark")
            await second.starts()
            await second.says("21")
            await second.newest.evaluate("message => message.scrollIntoView()")
            await second.page.screenshot(path=README_PICTURES / "article-ru.png")
            if folder is None:
                return
            for locale in Locale:
                for scheme in ("light", "dark"):
                    guest = await visit(browser, url, locale, scheme=scheme)
                    if await guest.page.locator("article").count() == 0:
                        await guest.starts()
                    for number, words in enumerate(SAID):
                        await guest.says(words)
                        await guest.newest.evaluate("message => message.scrollIntoView()")
                        await guest.page.wait_for_timeout(100)
                        await guest.page.screenshot(path=folder / f"{locale}-{scheme}-{number:02d}.png")
                        await guest.newest.screenshot(path=folder / f"{locale}-{scheme}-{number:02d}-whole.png")


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if chosen is not None:
        chosen.mkdir(parents=True, exist_ok=True)
    README_PICTURES.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(chosen))
