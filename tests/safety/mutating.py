"""Updates of every type, grown from the schema of the Bot API and then damaged; a seed gives the same ones again."""

from __future__ import annotations

import datetime
import enum
import random
import types
import typing
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Literal, Union

from aiogram.types import Chat, Update, User
from pydantic import BaseModel

TYPES = sorted(set(Update.model_fields) - {"update_id"})

WORDS = (
    "17", "/start", "/start a_2026_17", "/article 17 1995", "ст. 41 п. 2", "/compare 77", "/subscribe 25:99 Nowhere/City",
    "/search 72 часа", "/forget", "/mydata", "/settings", "/pause 99999999999999999999", "/quiz", "/unknown", "/@", "/",
    "<b>not closed", "&#x0;", "\u202eevil\u202c", "z\u0301\u0301\u0301", "\x00", "\ud83d", "👩‍👩‍👧‍👦" * 20, "a" * 5000, "", " ", "\n" * 50,
    'NEAR("x" OR', "* ^ : - + ( )", "1" * 400, "１７", "-17", "17.2.3.4.5", "a1:2026:17", "l1:kk:1", "f1:1:0", "h1:x:0", "u1:::",
)  # fmt: skip

JUNK: tuple[Any, ...] = (
    None, True, -1, 0, 2**31, -(2**52), 2**70, 1.5, float("1e300"), "", "x", "<i>", [], [None], {}, {"id": "x"}, [[]] * 3, "\ud800"
)  # fmt: skip


class Grower:
    """Makes updates; chats and people are those given, so that answers have somewhere to go."""

    def __init__(self, seed: int, chats: Sequence[dict[str, Any]], people: Sequence[dict[str, Any]]) -> None:
        self.dice, self.chats, self.people = random.Random(seed), chats, people

    def update(self, kind: str) -> dict[str, Any]:
        """A whole update of one type."""
        return {kind: self._value(Update.model_fields[kind].annotation, 0)}

    def damaged(self, kind: str) -> dict[str, Any]:
        """The same with one to three faults in it, not in the chat and the person it came from."""
        update = self.update(kind)
        for _ in range(self.dice.randint(1, 3)):
            self._damage(update[kind])
        return update

    def _damage(self, node: Any) -> None:
        for _ in range(self.dice.randint(1, 4)):
            inner = [
                value for value in (node.values() if isinstance(node, dict) else node) if isinstance(value, dict | list)
            ]
            if not inner or self.dice.random() < 0.4:
                break
            node = self.dice.choice(inner)
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        keys = [key for key in keys if key not in ("chat", "from", "update_id")]
        if not keys:
            return
        key, what = self.dice.choice(keys), self.dice.random()
        if what < 0.2:
            del node[key]
        elif what < 0.35 and isinstance(node, dict):
            node[f"{key}_new"] = node.pop(key)
        else:
            node[key] = deepcopy(self.dice.choice(JUNK))  # the next fault may change what is inside it

    def _model(self, model: type[BaseModel], depth: int) -> dict[str, Any]:
        if model is Chat:
            return dict(self.dice.choice(self.chats))
        if model is User:
            return dict(self.dice.choice(self.people))
        made = {}
        for name, field in model.model_fields.items():
            if field.is_required() or (depth < 2 and self.dice.random() < (0.35 if name in ("text", "data") else 0.12)):
                made[field.alias or name] = self._value(field.annotation, depth + 1)
        return made

    def _value(self, kind: Any, depth: int) -> Any:
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin is Literal:
            return arguments[0]
        if origin in (Union, types.UnionType):
            choices = [one for one in arguments if one is not type(None)]
            return self._value(self.dice.choice(choices), depth)
        if origin is typing.Annotated:
            return self._value(arguments[0], depth)
        if origin in (list, tuple):
            return [self._value(arguments[0], depth + 1) for _ in range(self.dice.randint(0, 2))] if depth < 6 else []
        if origin is dict or kind in (dict, Any):
            return {}
        if isinstance(kind, type):
            if issubclass(kind, BaseModel):
                return self._model(kind, depth) if depth < 7 else {}
            if issubclass(kind, enum.Enum):
                return self.dice.choice(list(kind)).value
            if issubclass(kind, bool):
                return self.dice.random() < 0.3
            if issubclass(kind, datetime.datetime | datetime.timedelta | int):
                return self.dice.choice((0, 1, 5, 1_770_000_000, 2**31 - 1))
            if issubclass(kind, float):
                return 1.5
        return self.dice.choice(WORDS)
