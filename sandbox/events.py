"""The page hears of every change once, in order, and can ask again for what it missed."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass

from sandbox.model import Chat, Json, Message
from sandbox.pulse import Pulse
from sandbox.views import bot_view, chat_view, may_see, message_view, person_view
from sandbox.world import World

KEPT = 2000


@dataclass(frozen=True, slots=True)
class Event:
    """One event with what each person is told."""

    seq: int
    kind: str
    told: dict[int, Json]


class Events:
    """Turns changes of the world into events for the people who may see them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.seq = 0
        self.kept: deque[Event] = deque(maxlen=KEPT)
        self.closed = False
        self.watched = False
        self._pulse = Pulse()
        world.listeners.append(self.hear)

    def hear(self, kind: str, chat: Chat, message: Message | None, details: Json) -> None:
        """Listens to the world, once somebody has opened the page."""
        if not self.watched:
            return
        told = self._told(kind, chat, message, details)
        if told:
            self.put(kind, told)

    def put(self, kind: str, told: dict[int, Json]) -> None:
        """Adds an event."""
        self.seq += 1
        self.kept.append(Event(self.seq, kind, told))
        self._pulse.beat()

    def put_bot(self) -> None:
        """Tells everybody that the bot came or went."""
        people = [user for user in self.world.users.values() if not user.is_bot]
        self.put("bot", {user.id: {"bot": bot_view(self.world, user)} for user in people})

    def close(self) -> None:
        """Ends all streams."""
        self.closed = True
        self._pulse.beat()

    async def after(self, person: int, seq: int) -> AsyncIterator[tuple[int, str, Json] | None]:
        """The person's events after a number, as they come; None now and then, to keep the line open."""
        if seq > self.seq or (self.kept and seq < self.kept[0].seq - 1):
            yield self.seq, "reload", {}
            seq = self.seq
        while not self.closed:
            for event in [event for event in self.kept if event.seq > seq]:
                seq = event.seq
                if person in event.told:
                    yield event.seq, event.kind, event.told[person]
            if self.seq > seq:
                continue
            if not await self._pulse.wait(15):
                yield None

    def _told(self, kind: str, chat: Chat, message: Message | None, details: Json) -> dict[int, Json]:
        users = [user for user in self.world.users.values() if not user.is_bot]
        if kind == "people":
            people = {"people": [person_view(user) for user in users]}
            return {user.id: people for user in users}
        if chat.person is not None:
            users = [chat.person]
        readers = [user for user in users if chat.sees(user.id)]
        if kind == "chat":
            return {user.id: {"chat": chat_view(self.world, chat, user)} for user in readers}
        if kind == "bot":
            return {user.id: {"bot": bot_view(self.world, user)} for user in readers if chat.private}
        if kind == "answer":
            body = {name: details[name] for name in ("query", "text", "show_alert", "url")}
            return {details["person"]: body}
        if kind in ("action", "draft"):
            return {user.id: {"chat": chat.id, **details} for user in readers}
        if message is None:
            return {}
        readers = [user for user in readers if may_see(message, user)]
        if kind == "deleted":
            return {user.id: {"chat": chat.id, "key": message.key} for user in readers}
        return {user.id: {"chat": chat.id, "message": message_view(message, user)} for user in readers}
