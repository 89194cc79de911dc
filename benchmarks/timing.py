"""Times calls and prints them as multiples of a baseline from the same run."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from statistics import median, quantiles


async def timed(call: Callable[[], Awaitable[object]], rounds: int) -> list[float]:
    """Seconds of each of ``rounds`` calls, after a tenth as many to warm up."""
    for _ in range(max(rounds // 10, 1)):
        await call()
    seconds = []
    for _ in range(rounds):
        begun = time.perf_counter()
        await call()
        seconds.append(time.perf_counter() - begun)
    return seconds


def p99(seconds: list[float]) -> float:
    """The 99th percentile."""
    return quantiles(seconds, n=100)[98]


def told(name: str, seconds: list[float], baseline: list[float]) -> str:
    """One line: the median and the 99th percentile as multiples of the baseline's."""
    return (
        f"{name:<46} median {median(seconds) / median(baseline):>8.1f} x   p99 {p99(seconds) / p99(baseline):>8.1f} x"
        f"   ({median(seconds) * 1000:.2f} ms)"
    )
