"""Updates go out to the bot's webhook one after another, with the secret header, and again until they are taken."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp

from sandbox.arguments import Arguments, read_parts
from sandbox.errors import Refusal
from sandbox.updates import UpdateQueue, Webhook

_LONGEST_WAIT = 60.0

Carry = Callable[[str, Arguments], Any]


class Delivery:
    """Delivers the queue for as long as a webhook is set; an answer may carry a method to call."""

    def __init__(
        self, updates: UpdateQueue, carry: Carry, clock: Callable[[], float], *, first_wait: float = 0.05
    ) -> None:
        self.updates = updates
        self.carry = carry
        self.clock = clock
        self.first_wait = first_wait
        self.attempts = 0

    async def run(self) -> None:
        """Works until it is cancelled."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            failures = 0
            while True:
                hook = self.updates.webhook
                if not hook.url or not self.updates.pending:
                    failures = 0
                    await self.updates.pulse.wait()
                    continue
                update = self.updates.pending[0]
                error, wait = await self._send(session, hook, update)
                if error is None:
                    failures = 0
                    self.updates.confirm(update["update_id"])
                    continue
                hook.last_error, hook.last_error_at = error, int(self.clock())
                # the first try again comes at once, then the pauses double
                pause = wait or (self.first_wait * 2 ** min(failures, 12) if failures else 0.0)
                failures += 1
                await asyncio.sleep(min(pause, _LONGEST_WAIT))

    async def _send(self, session: aiohttp.ClientSession, hook: Webhook, update: Any) -> tuple[str | None, float]:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        self.attempts += 1
        try:
            async with session.post(hook.url, json=update, headers=headers, allow_redirects=False) as response:
                if not 200 <= response.status < 300:
                    wait = response.headers.get("Retry-After", "")
                    return f"Wrong response from the webhook: {response.status} {response.reason}", float(
                        wait
                    ) if wait.isdigit() else 0.0
                await self._take_reply(response)
                return None, 0.0
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return f"Connection failed: {error}", 0.0

    async def _take_reply(self, response: aiohttp.ClientResponse) -> None:
        arguments = Arguments()
        if response.content_type == "multipart/form-data":
            await read_parts(aiohttp.MultipartReader.from_response(response).stream, arguments)
        elif response.content_type == "application/json":
            try:
                body = json.loads(await response.text() or "{}")
            except ValueError:
                return
            arguments.values = body if isinstance(body, dict) else {}
        name = arguments.values.pop("method", None)
        if name:
            try:
                self.carry(str(name), arguments)
            except Refusal:
                return  # Telegram tells nobody either
