"""The words of a rich message in reading order, as an old client or a test reads it; buttons are no words of it."""

from sandbox.model import Json
from sandbox.rich_text import plain_text


def plain_blocks(blocks: list[Json]) -> str:
    """The words of the blocks, one line a block or a table row."""
    return "\n".join(line for line in (_plain(block) for block in blocks) if line)


def _plain(block: Json) -> str:
    kind = block["type"]
    parts: list[str] = []
    if kind == "list":
        parts += [f"{item['label']} {plain_blocks(item['blocks'])}" for item in block["items"]]
    elif kind == "table":
        parts += [" | ".join(plain_text(cell.get("text", "")) for cell in row) for row in block["cells"]]
    elif kind == "buttons":
        return ""  # buttons are not words of the message
    else:
        parts += [plain_text(block[name]) for name in ("text", "summary") if name in block]
        parts.append(block.get("expression", ""))
        parts.append(plain_blocks(block.get("blocks", [])))
    caption = block.get("caption")
    parts.append(plain_text(caption["text"] if isinstance(caption, dict) and kind != "table" else caption or ""))
    parts.append(plain_text(block.get("credit", "")))
    return "\n".join(part for part in parts if part)
