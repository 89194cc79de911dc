"""The Bot API over HTTP: Telegram's addresses, envelope and codes, with the faults a test has ordered."""

import asyncio
import contextlib
import logging
import re
from typing import Any

from aiohttp import web

from sandbox.arguments import Arguments, read_arguments
from sandbox.errors import Refusal
from sandbox.faults import Fault, Faults, Request, Traffic
from sandbox.methods import METHODS
from sandbox.methods.receiving import Described, read_allowed
from sandbox.model import Json
from sandbox.world import World

log = logging.getLogger(__name__)

_LONGEST_POLL = 50
_PROXY_PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"


class BotApi:
    """Answers what lies under /bot<TOKEN>/ and /file/bot<TOKEN>/."""

    def __init__(self, world: World, traffic: Traffic, token: str) -> None:
        self.world = world
        self.traffic = traffic
        self.token = token
        self.faults = Faults()
        self.closing = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """The addresses."""
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self.call),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self.file),
            web.route("*", "/bot{rest:.*}", self.nowhere),
        ]

    async def nowhere(self, request: web.Request) -> web.Response:
        """No such address."""
        return _refused(Refusal(404, "Not Found"))

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file."""
        file = self.world.files.get(request.match_info["path"].removeprefix("files/"))
        if request.match_info["token"] != self.token or file is None:
            return _refused(Refusal(404, "Not Found"))
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a method."""
        token = request.match_info["token"]
        if token != self.token:
            known_form = re.fullmatch(r"\d+:[\w-]+", token)
            return _refused(Refusal(401, "Unauthorized") if known_form else Refusal(404, "Not Found"))
        wanted = request.match_info["method"].lower()
        name = "getUpdates" if wanted == "getupdates" else METHODS.get(wanted, ("", None))[0]
        if not name:
            return _refused(Refusal(404, "Not Found"))
        try:
            arguments = await read_arguments(request)
        except Refusal as refusal:
            return _refused(refusal)
        logged = self.traffic.begin(name, arguments.values)
        try:
            return await self._answer(request, name, arguments, logged)
        finally:
            self.traffic.end(logged, "gone", accepted=False)

    async def _answer(
        self, request: web.Request, name: str, arguments: Arguments, logged: Request
    ) -> web.StreamResponse:
        fault = self.faults.take(logged)
        if fault and not fault.carried_out:
            self.traffic.end(logged, fault.what if fault.what != "answer" else str(fault.code), accepted=False)
            return await self._fail(request, fault)
        try:
            result = await self._updates(arguments) if name == "getUpdates" else self.carry(name, arguments)
        except Refusal as refusal:
            self.traffic.end(logged, str(refusal.code), accepted=False)
            return _refused(refusal)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            # an argument of a shape nobody foresaw: Telegram would refuse it, so this is worth a look
            log.exception("%s could not be carried out", name)
            self.traffic.end(logged, "500", accepted=False)
            return _refused(Refusal(500, "Internal Server Error"))
        self.traffic.end(logged, fault.what if fault else "ok", accepted=True)
        if fault:
            if fault.what == "hang":
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(fault.seconds):
                        await self.closing.wait()
            else:
                return await self._fail(request, fault)
        if isinstance(result, Described):
            return web.json_response({"ok": True, "result": result.value, "description": result.description})
        return web.json_response({"ok": True, "result": result})

    def carry(self, name: str, arguments: Arguments) -> Any:
        """Carries out a method; raises its refusal."""
        known = METHODS.get(name.lower())
        if known is None:
            raise Refusal(404, "Not Found")
        return known[1](self.world, arguments)

    async def _updates(self, arguments: Arguments) -> list[Json]:
        read_allowed(self.world, arguments)
        limit = min(max(arguments.integer("limit") or 100, 1), 100)
        timeout = min(max(arguments.integer("timeout") or 0, 0), _LONGEST_POLL)
        return await self.world.updates.poll(arguments.integer("offset") or 0, limit, timeout)

    async def _fail(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.what == "answer":
            return _refused(Refusal(fault.code, fault.description, **fault.parameters))
        if fault.what == "html":
            return web.Response(status=fault.code, text=_PROXY_PAGE, content_type="text/html")
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


def _refused(refusal: Refusal) -> web.Response:
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    headers = {"Retry-After": str(refusal.parameters["retry_after"])} if "retry_after" in refusal.parameters else {}
    return web.json_response(body, status=refusal.code, headers=headers)
