"""One thing that many can wait for: each beat wakes all who wait at that moment, and nobody later."""

import asyncio


class Pulse:
    """A repeatable signal."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def beat(self) -> None:
        """Wakes everybody."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float | None = None) -> bool:
        """Waits for the next beat; False when the time is up first."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        return True
