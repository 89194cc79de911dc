"""Arguments of a Bot API call arrive by query, form, multipart or JSON and are read the same way."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, web

from sandbox.errors import bad_request
from sandbox.model import Json


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Arguments:
    """Named values of one call, typed when they are read."""

    values: Json = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A string; empty when it is missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str) -> int | None:
        """A whole number or None."""
        value = self.values.get(name)
        if value in (None, ""):
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean."""
        value = self.values.get(name)
        if value in (None, ""):
            return default
        return value is True or str(value).lower() in ("true", "1", "yes", "y", "t")

    def json(self, name: str) -> Any:
        """A JSON value, sent as such or as a string; None when it is missing."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def object(self, name: str) -> Json | None:
        """A JSON object or None."""
        value = self.json(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        return value

    def objects(self, name: str) -> list[Any] | None:
        """A JSON array or None."""
        value = self.json(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {name.replace('_', ' ')}: expected an Array")
        return value

    def upload(self, name: str) -> Upload | None:
        """The file sent under this name, or the one it points to by attach://."""
        pointer = self.values.get(name)
        if isinstance(pointer, str) and pointer.startswith("attach://"):
            return self.files.get(pointer.removeprefix("attach://"))
        return self.files.get(name)


async def read_arguments(request: web.Request) -> Arguments:
    """The arguments of a request, wherever they stand."""
    arguments = Arguments(dict(request.query))
    if request.method != "POST" or not request.can_read_body:
        return arguments
    kind = request.content_type
    if kind == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except (ValueError, RecursionError):
            raise bad_request("can't parse request body as JSON") from None
        if not isinstance(body, dict):
            raise bad_request("object expected as request body")
        arguments.values |= body
    elif kind == "multipart/form-data":
        await read_parts(await request.multipart(), arguments)
    else:
        arguments.values |= {name: str(value) for name, value in (await request.post()).items()}
    return arguments


async def read_parts(reader: MultipartReader, arguments: Arguments) -> None:
    """Reads fields and files of a multipart body into the arguments."""
    async for part in reader:
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            arguments.values[part.name] = content.decode()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            arguments.files[part.name] = Upload(part.filename, mime, content)
