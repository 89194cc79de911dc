"""The sandbox as one object: it starts the server, makes people and groups, and knows when the bot has finished."""

import asyncio
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import TracebackType
from typing import Self

from aiohttp import web

from sandbox import acts
from sandbox.acts import Act
from sandbox.events import Events
from sandbox.faults import Fault, Faults, Limits, Request, Traffic
from sandbox.groups import Group
from sandbox.heard import Alert
from sandbox.model import Chat, Json, Member, Message
from sandbox.page_api import PageApi
from sandbox.people import Person
from sandbox.pulse import Pulse
from sandbox.server import BotApi
from sandbox.settling import settle
from sandbox.updates import UpdateQueue
from sandbox.webhook import Delivery
from sandbox.world import BOT_ID, World

TOKEN = f"{BOT_ID}:SANDBOX-token-that-opens-nothing-anywhere"


class Sandbox:
    """A little Telegram on a port of this machine (a free one unless it is named).

    `quiet`: with no request for so long the bot counts as finished. `silence`: the same when it has not said anything
    at all, in a private chat and in a group. `busy`: better than any pause, a function that says whether handlers run.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        token: str = TOKEN,
        clock: Callable[[], float] = time.time,
        quiet: float = 0.1,
        silence: tuple[float, float] = (1.0, 0.4),
        timeout: float = 30.0,
        busy: Callable[[], bool] | None = None,
    ) -> None:
        self.host, self.port, self.token = host, port, token
        self.quiet, self.silence, self.timeout, self.busy = quiet, silence, timeout, busy
        self.pulse = Pulse()
        self.world = World(clock, bot_id=int(token.split(":")[0]))
        self.world.updates = UpdateQueue(pulse=self.pulse)
        self.traffic = Traffic(clock, self.pulse)
        self.events = Events(self.world)
        self.api = BotApi(self.world, self.traffic, token)
        self.page = PageApi(self.world, self.events, self.pulse)
        self.people: dict[int, Person] = {}
        self._touched: list[Message] = []
        self._runner: web.AppRunner | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self.world.listeners.append(self._hear)

    # running

    async def start(self) -> Self:
        """Opens the port; an OSError says that it is taken."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.add_routes([*self.api.routes(), *self.page.routes()])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self.host, self.port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.port = self._runner.addresses[0][1]
        delivery = Delivery(self.world.updates, self.api.carry, self.world.clock)
        self._tasks = [asyncio.create_task(delivery.run()), asyncio.create_task(self._watch())]
        return self

    async def stop(self) -> None:
        """Closes everything; whoever waits is let go."""
        self.api.closing.set()
        self.page.acts.closing.set()
        self.world.updates.closed = True
        self.pulse.beat()
        self.events.close()
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def url(self) -> str:
        """The base URL of the Bot API, and the address of the chat page."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    async def _watch(self) -> None:
        online = self.world.updates.online
        while True:
            await self.pulse.wait()
            if self.world.updates.online != online:
                online = self.world.updates.online
                self.events.put_bot()

    # people and groups

    def person(self, name: str, language_code: str | None = None, *, user_id: int | None = None) -> Person:
        """A new person who has not met the bot."""
        person = Person(self, self.world.add_person(name, language_code, user_id=user_id))
        self.people[person.id] = person
        return person

    def group(
        self,
        title: str,
        *,
        owner: Person | None = None,
        admins: Iterable[Person] = (),
        members: Iterable[Person] = (),
        topics: Iterable[str] = (),
        bot: str | None = "member",
        kind: str = "supergroup",
        chat_id: int | None = None,
    ) -> Group:
        """A group with people in it; `bot` is the bot's status there, None when it is not in."""
        chat = self.world.add_group(title, kind=kind, chat_id=chat_id)
        group = Group(self, chat)
        for people, status in (([owner] if owner else [], "creator"), (admins, "administrator"), (members, "member")):
            for person in people:
                group.takes(person, status)
        if bot:
            chat.members[self.world.bot.id] = Member(self.world.bot, bot)
        for name in topics:
            self.world.add_topic(chat, name)
        return group

    def channel(self, title: str, *, owner: Person) -> Group:
        """A channel where the bot may post."""
        return self.group(title, owner=owner, bot="administrator", kind="channel")

    # faults and the log

    @property
    def faults(self) -> Faults:
        """Faults on order."""
        return self.api.faults

    @property
    def limits(self) -> Limits:
        """Sending limits; off until set."""
        return self.world.limits

    def fail(self, method: str, fault: Fault, *, times: int = 1, chat_id: int | None = None) -> None:
        """The next `times` requests of the method (`*`: of any) meet the fault."""
        self.faults.add(method, fault, times=times, chat_id=chat_id)

    @property
    def log(self) -> list[Request]:
        """Every request but the polls, in the order they came, with its time and outcome."""
        return self.traffic.log

    def accepted(self, *methods: str) -> list[Request]:
        """The requests that took effect, whatever the bot was told."""
        return self.traffic.accepted(*methods)

    # waiting

    async def inject(self, update: Json) -> None:
        """Gives the bot any update as it stands and waits until it is done with it."""
        await self.settle(acts.inject(self.world, update))

    def mark(self) -> int:
        """A place in the sequence of changes."""
        return len(self._touched)

    def touched(self, mark: int) -> list[Message]:
        """The messages that came or changed after the mark and still exist, each once."""
        alive = [message for message in self._touched[mark:] if message in _holder(message).values()]
        return list(dict.fromkeys(alive))

    async def settle(self, act: Act) -> None:
        """Waits until the bot has taken the update and finished; `NoAnswer` when it has not in time."""
        await settle(self, act)

    def _hear(self, event: str, chat: Chat, message: Message | None, details: Json) -> None:
        if event in ("message", "edited") and message is not None:
            self._touched.append(message)
        if event == "answer" and details["person"] in self.people:
            alert = Alert(details["text"], details["show_alert"], details["url"])
            self.people[details["person"]].answers.append(alert)


def _holder(message: Message) -> dict[int, Message]:
    return message.chat.messages if message.ephemeral_id is None else message.chat.ephemeral


async def start_sandbox(host: str, port: int, *, token: str = TOKEN) -> Sandbox:
    """Starts a sandbox with the people and the groups of the chat page, one without the bot; an OSError says that the port is taken."""
    box = Sandbox(host=host, port=port, token=token)
    aigerim = box.person("Айгерим", "kk")
    dmitry = box.person("Дмитрий", "ru")
    alex = box.person("Alex", "en")
    box.group("Сынып / Класс", owner=aigerim, members=[dmitry, alex], topics=["Құқық / Право"])
    box.group("Көршілер / Соседи", owner=alex, members=[aigerim, dmitry], bot=None)
    return await box.start()
