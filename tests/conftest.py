"""A real bot over a real Bot API endpoint with a real corpus: what every end-to-end test stands on."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import App, open_app
from bot.config import Config, read_config
from bot.corpus_setup import rebuild, sync_official
from bot.flood import Act as FloodAct
from bot.flood import Flood, Rate
from content.corpus import Corpus
from content.finding import lexicon
from content.model import Edition, Locale
from sandbox import Person, Sandbox
from tests.polling import polling

lexicon._KEPT_VERSIONS = 9  # tests come back to several corpora in turn
OFFICIAL = Path(os.environ.get("OFFICIAL_TEXTS") or Path(__file__).resolve().parents[2] / "shared" / "official")
NO_OFFICIAL = "the four official texts are not in OFFICIAL_TEXTS; CONTRIBUTING.md says how to get them"
FOUR_TEXTS = tuple(OFFICIAL / f"{edition}.{locale}.md" for edition in Edition for locale in (Locale.KK, Locale.RU))

needs_official = pytest.mark.skipif(not all(path.is_file() for path in FOUR_TEXTS), reason=NO_OFFICIAL)


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpus of the project's own sources, without official texts."""
    folder = tmp_path_factory.mktemp("data")
    rebuild(read_config({"DATA_DIR": str(folder)}))
    return folder


@pytest.fixture(scope="session")
def official_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the four official texts loaded; skips where they are absent."""
    if not all(path.is_file() for path in FOUR_TEXTS):
        pytest.skip(NO_OFFICIAL)
    folder = tmp_path_factory.mktemp("official")
    config = read_config({"DATA_DIR": str(folder), "OFFICIAL_TEXTS": str(OFFICIAL)})
    problems = asyncio.run(sync_official(config))
    assert not problems
    rebuild(config)
    return folder


@pytest.fixture
def config(data_dir: Path, tmp_path: Path) -> Config:
    """Settings of one test: the shared corpus, a state database of its own."""
    return read_config({"DATA_DIR": str(data_dir), "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'state.db'}"})


@pytest_asyncio.fixture
async def corpus(data_dir: Path) -> AsyncIterator[Corpus]:
    """The corpus without official texts, opened for reading."""
    async with Corpus.open(data_dir / "corpus.db") as opened:
        yield opened


@pytest_asyncio.fixture
async def official_corpus(official_dir: Path) -> AsyncIterator[Corpus]:
    """The corpus with official texts, opened for reading."""
    async with Corpus.open(official_dir / "corpus.db") as opened:
        yield opened


@pytest_asyncio.fixture
async def box() -> AsyncIterator[Sandbox]:
    """A small Telegram of this test alone."""
    async with Sandbox() as made:
        yield made


@pytest_asyncio.fixture
async def bot(box: Sandbox, data_dir: Path, tmp_path: Path) -> AsyncIterator[App]:
    """The bot, polling the sandbox as it would poll Telegram."""
    async with running_bot(box, data_dir, tmp_path) as app:
        yield app


def running_bot(box: Sandbox, data_dir: Path, tmp_path: Path, **settings: str) -> AbstractAsyncContextManager[App]:
    """The bot with settings of one's own, as an async context manager."""

    @asynccontextmanager
    async def running() -> AsyncIterator[App]:
        config = read_config(
            {
                "BOT_TOKEN": box.token,
                "BOT_API_URL": box.url,
                "DATA_DIR": str(data_dir),
                "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'state.db'}",
                **settings,
            }
        )
        async with open_app(config) as app:
            # people of a test are quicker than people; tests of the limits put their own in place
            app.dispatcher["flood"] = Flood(time.monotonic, dict.fromkeys(FloodAct, Rate(1e6, 1e6)))
            app.daily.pace.per_group_minute = 1000
            box.busy = lambda: bool(app.dispatcher.workflow_data.get("running_updates"))
            async with polling(app):
                yield app

    return running()


@pytest_asyncio.fixture
async def aigul(bot: App, box: Sandbox) -> Person:
    """Somebody whose Telegram speaks Kazakh."""
    return box.person("Айгүл", "kk")


@pytest_asyncio.fixture
async def dmitry(bot: App, box: Sandbox) -> Person:
    """Somebody whose Telegram speaks Russian."""
    return box.person("Дмитрий", "ru")


@pytest_asyncio.fixture
async def alex(bot: App, box: Sandbox) -> Person:
    """Somebody whose Telegram speaks English."""
    return box.person("Alex", "en")
