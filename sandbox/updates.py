"""Updates wait here until the bot has confirmed them, by long polling or by a webhook, exactly as Telegram does it."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field

from sandbox.errors import Refusal, bad_request
from sandbox.model import Json
from sandbox.pulse import Pulse

# what a bot gets when it names no list: everything but these
_ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
_FIRST_ID = 100_000_001
_ANOTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_HOOKED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(slots=True)
class Webhook:
    """Where updates are delivered when the bot does not poll."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str | None = None
    last_error_at: int | None = None


@dataclass(eq=False)
class UpdateQueue:
    """The queue of one bot."""

    webhook: Webhook = field(default_factory=Webhook)
    allowed: list[str] | None = None
    pending: deque[Json] = field(default_factory=deque)
    confirmed: int = _FIRST_ID - 1
    last_id: int = _FIRST_ID - 1
    polled: bool = False
    closed: bool = False
    pulse: Pulse = field(default_factory=Pulse)
    confirmed_at: float = 0.0
    _poll: int = 0

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for this kind of update."""
        return kind in self.allowed if self.allowed else kind not in _ON_REQUEST

    def put(self, update: Json) -> int | None:
        """Queues an update without its id; gives the id, or None for a kind the bot does not want."""
        kind = next((name for name in update if name != "update_id"), "")
        if kind and not self.wants(kind):
            return None
        self.last_id = max(self.last_id + 1, update.get("update_id", 0))
        self.pending.append({**update, "update_id": self.last_id})
        self.pulse.beat()
        return self.last_id

    def confirm(self, update_id: int) -> None:
        """The bot has this update and all before it."""
        while self.pending and self.pending[0]["update_id"] <= update_id:
            self.confirmed = max(self.confirmed, self.pending.popleft()["update_id"])
            self.confirmed_at = time.monotonic()
        self.pulse.beat()

    def done(self, update_id: int) -> bool:
        """Whether the bot has confirmed the update."""
        return self.confirmed >= update_id

    def drop(self) -> None:
        """Forgets everything that waits."""
        if self.pending:
            self.confirm(self.pending[-1]["update_id"])

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """getUpdates: confirms what lies before the offset, then waits for something to give."""
        if self.webhook.url:
            raise Refusal(409, _HOOKED)
        self._poll += 1
        mine = self._poll
        self.polled = True
        self.pulse.beat()  # the earlier poller, if any, sees that it was replaced
        if offset < 0:
            keep = min(-offset, len(self.pending))
            if keep < len(self.pending):
                self.confirm(self.pending[len(self.pending) - keep - 1]["update_id"])
        elif offset:
            self.confirm(offset - 1)
        deadline = asyncio.get_running_loop().time() + seconds
        while not self.pending and not self.closed:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await self.pulse.wait(left)
            if self.webhook.url:
                raise Refusal(409, "Conflict: terminated by setWebhook request")
            if self._poll != mine:
                raise Refusal(409, _ANOTHER)
        return list(self.pending)[:limit]

    def set_webhook(self, webhook: Webhook) -> None:
        """Switches between delivery and polling."""
        if webhook.url and not webhook.url.startswith(("http://", "https://")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = webhook
        self.pulse.beat()

    @property
    def online(self) -> bool:
        """Whether a bot has ever asked, or can be called."""
        return self.polled or bool(self.webhook.url)
