"""Files that the bot uploads are kept, measured and found again by their id."""

import hashlib
import struct

from sandbox.arguments import Arguments, Upload
from sandbox.errors import bad_request
from sandbox.model import StoredFile
from sandbox.world import World

_PHOTO_BYTES = 10 * 1024 * 1024
_FILE_BYTES = 50 * 1024 * 1024


def received_photo(world: World, arguments: Arguments, name: str = "photo") -> StoredFile:
    """The photo of a call: uploaded now, or known by its id."""
    upload = arguments.upload(name)
    if upload is None:
        return known_file(world, arguments.text(name), "photo")
    size = image_size(upload.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if len(upload.content) > _PHOTO_BYTES:
        raise bad_request("file is too big")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return store(world, upload, "photo", width, height)


def received_document(world: World, arguments: Arguments) -> StoredFile:
    """The document of a call: uploaded now, or known by its id."""
    upload = arguments.upload("document")
    if upload is None:
        return known_file(world, arguments.text("document"), "document")
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > _FILE_BYTES:
        raise bad_request("file is too big")
    return store(world, upload, "document")


def known_file(world: World, pointer: str, what: str) -> StoredFile:
    """A file sent before; addresses on the Internet are not fetched."""
    if not pointer:
        raise bad_request(f"there is no {what} in the request")
    if pointer.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    if pointer not in world.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return world.files[pointer]


def store(world: World, upload: Upload, what: str, width: int = 0, height: int = 0) -> StoredFile:
    """Keeps the bytes under a new id."""
    number = world.number("file")
    unique = hashlib.sha256(upload.content).hexdigest()[:16]
    mime = upload.mime
    if what == "photo":
        mime = "image/png" if upload.content.startswith(b"\x89PNG") else "image/jpeg"
    file = StoredFile(f"{what}-{number}-{unique}", unique, upload.name, mime, upload.content, width, height)
    world.files[file.id] = file
    return file


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or a JPEG; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    at = 2
    while content.startswith(b"\xff\xd8") and at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + length
    return None
