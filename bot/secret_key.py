"""A secret of this installation: with it marks of chats and words can be made and compared, without it nobody can."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

KEY_BYTES = 32


def secret_key_beside(state: Path) -> bytes:
    """The secret kept beside the state database, made at the first start; never inside it, so no backup carries it."""
    path = state.with_name(f"{state.name}.key")
    try:
        known = path.read_bytes()
    except FileNotFoundError:
        known = b""
    if len(known) >= KEY_BYTES:
        return known
    made = secrets.token_bytes(KEY_BYTES)
    state.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(made)
    return made


def mark_of(secret_key: bytes, *parts: object) -> bytes:
    """A mark of 16 bytes that says nothing about its parts to anybody without the secret."""
    words = "\x1f".join(map(str, parts)).encode("utf-8", "replace")
    return hmac.new(secret_key, words, hashlib.sha256).digest()[:16]
