"""Offsets of entities count UTF-16 code units, as Telegram's do."""


def units(text: str) -> int:
    """How many UTF-16 code units the text takes."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def cut(text: str, offset: int, length: int) -> str:
    """The part of the text between two offsets in UTF-16 units."""
    raw = text.encode("utf-16-le")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")
