"""The chat page's own protocol, as docs/sandbox.md describes it; it speaks only to pages from the same origin."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from sandbox import acts
from sandbox.errors import Refusal, WrongMove
from sandbox.events import Events
from sandbox.methods.inline import built
from sandbox.model import PRESENT, Chat, Json, Message, User
from sandbox.pulse import Pulse
from sandbox.views import bot_view, chat_view, message_view, person_view, plain, visible
from sandbox.world import World

PAGE = Path(__file__).parent / "page"
INLINE_WAIT = 10.0
_OLDER = 100
_POLICY = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}

_Act = Callable[[Json], Awaitable[Json]]


class Missing(Exception):
    """There is no such person, chat or message."""


class PageApi:
    """Serves the page and does what people do in it."""

    def __init__(self, world: World, events: Events, pulse: Pulse) -> None:
        self.world = world
        self.events = events
        self.pulse = pulse
        self.closing = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """The addresses."""
        posts: dict[str, _Act] = {
            "send": self.send,
            "press": self.press,
            "vote": self.vote,
            "inline": self.inline,
            "choose": self.choose,
            "block": self.block,
            "language": self.language,
            "group": self.group,
        }
        return [
            web.get("/", self.index),
            web.get(r"/page/{name:[\w.-]+}", self.static),
            web.get("/api/state", self.state),
            web.get("/api/events", self.stream),
            web.get("/api/history", self.history),
            web.get("/api/media/{id}", self.media),
            *(web.post(f"/api/{name}", _guarded(act)) for name, act in posts.items()),
        ]

    # what the page reads

    async def index(self, request: web.Request) -> web.StreamResponse:
        """The page itself."""
        return web.FileResponse(PAGE / "index.html", headers=_HEADERS)

    async def static(self, request: web.Request) -> web.StreamResponse:
        """A file beside the page."""
        path = PAGE / request.match_info["name"]
        if not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=_HEADERS)

    async def state(self, request: web.Request) -> web.Response:
        """Everything at load."""
        return _answer(lambda: self._state(request.query.get("person")))

    def _state(self, person: str | None) -> Json:
        self.events.watched = True
        people = [user for user in self.world.users.values() if not user.is_bot]
        viewer = self._person(person) if person else people[0]
        chats = [chat for chat in self.world.chats.values() if chat.sees(viewer.id) and not chat.migrated_to]
        chats.sort(key=lambda chat: not chat.private)
        return {
            "seq": self.events.seq,
            "bot": bot_view(self.world, viewer),
            "person": person_view(viewer),
            "people": [person_view(user) for user in people],
            "chats": [chat_view(self.world, chat, viewer, messages=True) for chat in chats],
        }

    async def history(self, request: web.Request) -> web.Response:
        """Older messages of a chat."""
        return _answer(lambda: self._history(request))

    def _history(self, request: web.Request) -> Json:
        viewer = self._person(request.query.get("person"))
        shown = visible(self._chat(request.query.get("chat"), viewer), viewer)
        keys = [message.key for message in shown]
        before = keys.index(request.query["before"]) if request.query.get("before") in keys else len(keys)
        start = max(0, before - _OLDER)
        return {"messages": [message_view(message, viewer) for message in shown[start:before]], "more": start > 0}

    async def media(self, request: web.Request) -> web.Response:
        """A photo or a document."""
        file = self.world.files.get(request.match_info["id"])
        if file is None:
            raise web.HTTPNotFound
        # a document is saved, never shown: it could be a page of its own
        disposition = {} if file.mime.startswith("image/") else {"Content-Disposition": "attachment"}
        return web.Response(body=file.content, content_type=file.mime.split(";")[0], headers=_HEADERS | disposition)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events."""
        self.events.watched = True
        try:
            person = self._person(request.query.get("person")).id
            after = int(request.headers.get("Last-Event-ID") or request.query.get("after") or self.events.seq)
        except (Missing, ValueError):
            raise web.HTTPNotFound from None
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(b": hello\n\n")
        try:
            async for event in self.events.after(person, after):
                if event is None:
                    await response.write(b": still here\n\n")
                    continue
                seq, kind, body = event
                text = f"id: {seq}\nevent: {kind}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n"
                await response.write(text.encode())
        except ConnectionResetError:
            pass  # the page was closed
        return response

    # what people do

    async def send(self, body: Json) -> Json:
        """Writes a message."""
        person, chat = self._who(body)
        reply = self._message(chat, body["reply_to"]) if body.get("reply_to") else None
        act = acts.say(self.world, person, chat, str(body.get("text") or ""), thread=body.get("thread"), reply_to=reply)
        assert act.message is not None
        return {"message": message_view(act.message, person)}

    async def press(self, body: Json) -> Json:
        """Presses a button."""
        person, chat = self._who(body)
        try:
            act = acts.press(self.world, person, self._message(chat, body.get("key")), str(body.get("callback_data")))
        except WrongMove as error:
            raise Missing(str(error)) from None
        assert act.press is not None
        return {"query": act.press.id}

    async def vote(self, body: Json) -> Json:
        """Votes."""
        person, chat = self._who(body)
        message = self._message(chat, body.get("key"))
        acts.vote(self.world, person, message, [int(option) for option in body.get("options") or []])
        return {"message": message_view(message, person)}

    async def inline(self, body: Json) -> Json:
        """Asks inline and waits for the bot."""
        person, chat = self._who(body)
        query = acts.ask_inline(
            self.world, person, chat, str(body.get("query") or ""), str(body.get("offset") or "")
        ).query
        assert query is not None
        loop = asyncio.get_running_loop()
        deadline = loop.time() + INLINE_WAIT
        while query.answer is None and not self.closing.is_set():
            if not await self.pulse.wait(max(0.0, deadline - loop.time())) and loop.time() >= deadline:
                raise TimeoutError("the bot did not answer in time")
        answer = query.answer or {"results": []}
        results = [self._result(result) for result in answer["results"]]
        return {
            "query": query.id,
            "results": results,
            "next_offset": answer.get("next_offset", ""),
            "button": answer.get("button"),
        }

    def _result(self, result: Json) -> Json:
        message = built(self.world, result, Chat(0, "private"), self.world.bot)
        photo = {"url": f"/api/media/{message.photo.id}"} if message.photo else None
        named = {"id": result["id"], "title": result.get("title") or "", "description": result.get("description")}
        return {**named, "preview": plain(message)[:300], "photo": photo}

    async def choose(self, body: Json) -> Json:
        """Posts an inline result."""
        person, chat = self._who(body)
        query = self.world.inline_queries.get(str(body.get("query")))
        if query is None or query.user is not person:
            raise Missing("no such query")
        act = acts.choose(self.world, person, query, str(body.get("result")), chat, body.get("thread"))
        assert act.message is not None
        return {"message": message_view(act.message, person)}

    async def block(self, body: Json) -> Json:
        """Blocks the bot or lets it in again."""
        person = self._person(body.get("person"))
        chat = self.world.chats[person.id]
        if chat.blocked != bool(body.get("blocked")):
            self.world.person_status(chat, blocked=bool(body.get("blocked")))
        return {"chat": chat_view(self.world, chat, person)}

    async def language(self, body: Json) -> Json:
        """Changes the language of the person's client."""
        person = self._person(body.get("person"))
        person.language_code = str(body.get("language_code") or "")[:8] or None
        self.world.tell("people", self.world.chats[person.id])
        return {"person": person_view(person)}

    async def group(self, body: Json) -> Json:
        """Adds, removes, promotes or demotes the bot."""
        person, chat = self._who(body)
        bot = self.world.bot
        if not chat.admin(person.id):
            raise WrongMove("only the group's administrators can do this")
        what = body.get("do")
        present = chat.status(bot.id) in PRESENT
        if what == "add_bot" and not present:
            acts.join(self.world, chat, bot, person)
        elif what == "remove_bot" and present:
            acts.leave(self.world, chat, bot, person)
        elif what in ("promote_bot", "demote_bot") and present:
            acts.join(self.world, chat, bot, person, "administrator" if what == "promote_bot" else "member")
        else:
            raise WrongMove("this can't be done now")
        return {"chat": chat_view(self.world, chat, person)}

    # finding things

    def _person(self, number: Any) -> User:
        user = self.world.users.get(_whole(number))
        if user is None or user.is_bot:
            raise Missing("no such person")
        return user

    def _chat(self, number: Any, viewer: User) -> Chat:
        chat = self.world.chats.get(_whole(number))
        if chat is None or not chat.sees(viewer.id):
            raise Missing("no such chat")
        return chat

    def _who(self, body: Json) -> tuple[User, Chat]:
        person = self._person(body.get("person"))
        return person, self._chat(body.get("chat"), person)

    def _message(self, chat: Chat, key: Any) -> Message:
        kind, number = str(key)[:1], _whole(str(key)[1:])
        message = (chat.ephemeral if kind == "e" else chat.messages).get(number)
        if message is None:
            raise Missing("no such message")
        return message


def _whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def _answer(make: Callable[[], Json]) -> web.Response:
    try:
        return web.json_response(make(), headers=_HEADERS)
    except Missing as error:
        return web.json_response({"error": str(error)}, status=404, headers=_HEADERS)


def _guarded(act: _Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            return web.json_response({"error": "another page may not act here"}, status=403)
        if request.content_type != "application/json":
            return web.json_response({"error": "send JSON"}, status=415)
        try:
            body = await request.json()
            if not isinstance(body, dict):
                raise WrongMove("send a JSON object")
            return web.json_response(await act(body), headers=_HEADERS)
        except Missing as error:
            return web.json_response({"error": str(error)}, status=404)
        except (WrongMove, Refusal, ValueError) as error:
            return web.json_response({"error": str(error)}, status=400)
        except TimeoutError as error:
            return web.json_response({"error": str(error)}, status=504)

    return handle
