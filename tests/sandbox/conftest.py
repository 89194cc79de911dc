"""A sandbox, a way to call it raw, and an aiogram bot that talks to it."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from sandbox import Person, Sandbox

Call = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    """An empty world on a free port."""
    async with Sandbox(silence=(0.3, 0.2)) as box:
        yield box


@pytest.fixture
async def call(box: Sandbox) -> AsyncIterator[Call]:
    """Calls a method with JSON arguments and gives the whole envelope."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **arguments: Any) -> dict[str, Any]:
            async with session.post(f"{box.url}/bot{box.token}/{method}", json=arguments) as response:
                body: dict[str, Any] = await response.json()
                assert body["ok"] or body["error_code"] == response.status
                return body

        yield call


@pytest.fixture
async def bot(box: Sandbox) -> AsyncIterator[Bot]:
    """aiogram's Bot, which checks every answer against its types."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(box.url))
    yield Bot(box.token, session=session)
    if session._session is not None:
        await session._session.close()  # aiogram's own close sleeps for a quarter of a second


@pytest.fixture
def aigul(box: Sandbox) -> Person:
    """A person who has written to the bot before."""
    person = box.person("Айгүл", "kk")
    person.starts()
    return person
