"""Methods are found by name in any letter case, as at Telegram."""

from collections.abc import Callable
from typing import Any

from sandbox.arguments import Arguments
from sandbox.world import World

Method = Callable[[World, Arguments], Any]
METHODS: dict[str, tuple[str, Method]] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Registers a function under the name of a Bot API method."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = name, function
        return function

    return register
