"""The chat page's own protocol, as docs/sandbox.md describes it; it speaks only to pages from the same origin."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.errors import Refusal, WrongMove
from sandbox.events import Events
from sandbox.model import Json
from sandbox.page_acts import Missing, PageActs
from sandbox.pulse import Pulse
from sandbox.views import bot_view, chat_view, message_view, person_view, visible
from sandbox.world import World

PAGE = Path(__file__).parent / "page"
_OLDER = 100
# by name, because the machine's own table of types may say anything, and a module of a wrong type is not run
_KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
}
_POLICY = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}

_Act = Callable[[Json], Awaitable[Json]]


class PageApi:
    """Serves the page and does what people do in it."""

    def __init__(self, world: World, events: Events, pulse: Pulse) -> None:
        self.world = world
        self.events = events
        self.acts = PageActs(world, pulse)

    def routes(self) -> list[web.RouteDef]:
        """The addresses."""
        posts: dict[str, _Act] = {
            "send": self.acts.send,
            "press": self.acts.press,
            "vote": self.acts.vote,
            "inline": self.acts.inline,
            "choose": self.acts.choose,
            "block": self.acts.block,
            "language": self.acts.language,
            "group": self.acts.group,
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

    async def index(self, request: web.Request) -> web.StreamResponse:
        """The page itself."""
        return web.FileResponse(PAGE / "index.html", headers=_HEADERS)

    async def static(self, request: web.Request) -> web.StreamResponse:
        """A file beside the page."""
        path = PAGE / request.match_info["name"]
        if not path.is_file():
            raise web.HTTPNotFound
        kind = _KINDS.get(path.suffix, "application/octet-stream")
        return web.FileResponse(path, headers=_HEADERS | {"Content-Type": kind})

    async def state(self, request: web.Request) -> web.Response:
        """Everything at load."""
        return _answer(lambda: self._state(request.query.get("person")))

    def _state(self, person: str | None) -> Json:
        self.events.watched = True
        people = [user for user in self.world.users.values() if not user.is_bot]
        viewer = self.acts.person(person) if person else people[0]
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
        viewer = self.acts.person(request.query.get("person"))
        shown = visible(self.acts.chat(request.query.get("chat"), viewer), viewer)
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
            person = self.acts.person(request.query.get("person")).id
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
