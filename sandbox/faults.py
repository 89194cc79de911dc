"""Faults on order and a log of every request: what a test needs to ask how the bot fares when Telegram does not."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.errors import Refusal
from sandbox.model import Json
from sandbox.pulse import Pulse

What = Literal["answer", "html", "drop", "lose", "hang"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with one request.

    `answer`: the request is not carried out, the answer has this code. `html`: a 502 page of a proxy, not carried out
    unless `accepted`. `drop`: carried out, then the connection breaks. `lose`: the connection breaks, nothing done.
    `hang`: carried out, and the answer comes after `seconds`.
    """

    what: What = "answer"
    code: int = 500
    description: str = "Internal Server Error"
    parameters: Json = field(default_factory=dict)
    seconds: float = 3600.0
    accepted: bool = False

    @property
    def carried_out(self) -> bool:
        """Whether the request has its effect all the same."""
        return self.accepted or self.what in ("drop", "hang")


def too_many(retry_after: int = 1) -> Fault:
    """A 429 that asks to wait."""
    return Fault(
        code=429, description=f"Too Many Requests: retry after {retry_after}", parameters={"retry_after": retry_after}
    )


def server_error(code: int = 500, description: str = "Internal Server Error") -> Fault:
    """A 5xx in JSON, not carried out."""
    return Fault(code=code, description=description)


def bad_gateway(*, accepted: bool = False) -> Fault:
    """A 502 page in HTML from a proxy before the server."""
    return Fault("html", code=502, accepted=accepted)


def dropped() -> Fault:
    """Carried out, then the connection breaks before the answer."""
    return Fault("drop")


def lost() -> Fault:
    """The connection breaks before anything is done."""
    return Fault("lose")


def hanging(seconds: float = 3600.0) -> Fault:
    """Carried out, but the answer takes this long."""
    return Fault("hang", seconds=seconds)


def forbidden_to(description: str = "bot was blocked by the user") -> Fault:
    """A 403."""
    return Fault(code=403, description=f"Forbidden: {description}")


def refused(description: str, code: int = 400, **parameters: Any) -> Fault:
    """Any other refusal, in the words given."""
    return Fault(code=code, description=description, parameters=parameters)


@dataclass(slots=True)
class Request:
    """One request that came in: when, what, and how it ended (`ok`, a code, or the fault)."""

    at: float
    monotonic: float
    method: str
    arguments: Json
    outcome: str = "running"
    accepted: bool = False

    @property
    def chat_id(self) -> int | None:
        """The chat it was about."""
        value = str(self.arguments.get("chat_id"))
        return int(value) if value.lstrip("-").isdigit() else None


@dataclass(slots=True)
class _Order:
    fault: Fault
    left: int
    chat_id: int | None


class Faults:
    """Faults waiting for requests, by method; `*` waits for any but getUpdates."""

    def __init__(self) -> None:
        self._orders: dict[str, deque[_Order]] = {}

    def add(self, method: str, fault: Fault, *, times: int = 1, chat_id: int | None = None) -> None:
        """Lets the next `times` requests of the method meet the fault, in the order they were added."""
        self._orders.setdefault(method.lower(), deque()).append(_Order(fault, times, chat_id))

    def clear(self) -> None:
        """Everything works again."""
        self._orders.clear()

    def take(self, request: Request) -> Fault | None:
        """The fault that this request meets, if any."""
        names = [request.method.lower()] if request.method == "getUpdates" else [request.method.lower(), "*"]
        for name in names:
            for order in self._orders.get(name, ()):
                if order.left and order.chat_id in (None, request.chat_id):
                    order.left -= 1
                    return order.fault
        return None


@dataclass(slots=True)
class Limits:
    """Telegram's published sending limits; off (None) until a test turns them on."""

    per_second: int | None = None
    per_chat_second: int | None = None
    per_group_minute: int | None = None
    _recent: deque[tuple[float, int]] = field(default_factory=deque)

    def check(self, chat_id: int, now: float) -> None:
        """Counts one sending or refuses it with a 429."""
        while self._recent and now - self._recent[0][0] > 60:
            self._recent.popleft()
        same = (
            [at for at, chat in self._recent if chat == chat_id]
            if self.per_chat_second or self.per_group_minute
            else []
        )
        over = self.per_second is not None and sum(now - at < 1 for at, _ in self._recent) >= self.per_second
        over = over or (self.per_chat_second is not None and sum(now - at < 1 for at in same) >= self.per_chat_second)
        wait = 1 if over else 0
        if self.per_group_minute is not None and chat_id < 0 and len(same) >= self.per_group_minute:
            wait = max(1, int(61 - (now - same[-self.per_group_minute])))
        if wait:
            raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        self._recent.append((now, chat_id))


class Traffic:
    """The log of requests and the pulse: how many are under way and when the last one ended."""

    def __init__(self, clock: Callable[[], float], pulse: Pulse) -> None:
        self.clock = clock
        self.pulse = pulse
        self.log: list[Request] = []
        self.under_way = 0
        self.last = 0.0
        self.count = 0

    def begin(self, method: str, arguments: Json) -> Request:
        """A request came in; long polls are not logged."""
        request = Request(self.clock(), time.monotonic(), method, arguments)
        if method != "getUpdates":
            self.log.append(request)
            self.under_way += 1
            self.count += 1
            self._stir()
        return request

    def end(self, request: Request, outcome: str, *, accepted: bool) -> None:
        """A request was answered, or never will be."""
        if request.outcome != "running":
            return
        request.outcome, request.accepted = outcome, accepted
        if request.method != "getUpdates":
            self.under_way -= 1
            self._stir()

    def accepted(self, *methods: str) -> list[Request]:
        """The requests that were carried out, all or of these methods, oldest first."""
        return [request for request in self.log if request.accepted and (not methods or request.method in methods)]

    def _stir(self) -> None:
        self.last = time.monotonic()
        self.pulse.beat()
