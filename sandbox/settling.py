"""The bot has finished with an update when it owes nothing: confirmed, no request or handler left, every press answered."""

import time
from typing import TYPE_CHECKING

from sandbox.acts import Act
from sandbox.errors import NoAnswer

if TYPE_CHECKING:
    from sandbox.box import Sandbox


async def settle(box: "Sandbox", act: Act) -> None:
    """Waits until the bot has taken the update and finished; `NoAnswer` when it has not in time."""
    if act.update is None:
        return
    count, start = box.traffic.count, time.monotonic()
    private = act.message is not None and act.message.chat.private and act.query is None
    silence = box.silence[0] if private else box.silence[1]
    while True:
        lacking, pause = _lacking(box, act, count, silence)
        if lacking is None:
            return
        left = start + box.timeout - time.monotonic()
        if left <= 0:
            raise NoAnswer(f"after {box.timeout} s {lacking}")
        await box.pulse.wait(min(left, pause))


def _lacking(box: "Sandbox", act: Act, count: int, silence: float) -> tuple[str | None, float]:
    """What the bot still owes, and for how long to wait before looking again."""
    assert act.update is not None
    if not box.world.updates.done(act.update):
        return "the bot has not confirmed the update", box.timeout
    if box.traffic.under_way:
        return "a request is still under way", box.timeout
    if box.busy is not None and box.busy():
        return "a handler is still running", 0.005
    if act.press and act.press.answer is None:
        words = "the bot has not answered the callback query"
        if box.busy is not None:
            raise NoAnswer(words)  # no handler is left that could
        return words, box.timeout
    if box.busy is not None:
        return None, 0
    last = max(box.traffic.last, box.world.updates.confirmed_at)
    left = last + (box.quiet if box.traffic.count > count else silence) - time.monotonic()
    return ("the bot does not come to rest", left) if left > 0 else (None, 0)
