"""Reads the Markdown layout of the public law corpus: front matter, an anchor before every article, quoted notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from content.errors import ImportFailed
from content.importers.letters import clean
from content.importers.lines import Body, Reader
from content.importers.pieces import Piece

_ANCHOR = re.compile(r"""<a\s+(?:id|name)\s*=\s*["']st(?P<label>\d{1,3}(?:-\d{1,2})?)["']\s*/?>(?:\s*</a>)?""", re.I)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FOOTNOTE_MARK = re.compile(r"\s*<\*>")  # older versions of the register mark an amended line so
_FRONT_MATTER_LIMIT = 16_384  # characters; the real ones have under 1,000


def read_markdown(text: str) -> tuple[dict[str, str], str, Body]:
    """Front matter (plain strings only), the title and the body; ``ImportFailed`` when it is another layout."""
    lines = text.removeprefix("\ufeff").splitlines()
    facts, lines = _front_matter(lines)
    if not any(_ANCHOR.search(line) for line in lines):
        raise ImportFailed('no article has an anchor like <a id="st1"></a>')
    title = next((clean(line[2:]) for line in lines if line.startswith("# ")), "")
    return facts, title, Reader(anchored=True).read(_pieces(lines))


def _front_matter(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    if not lines or lines[0].rstrip() != "---":
        return {}, lines
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise ImportFailed("the front matter has no end")
    block = "\n".join(lines[1:end])
    if len(block) > _FRONT_MATTER_LIMIT:
        raise ImportFailed("the front matter is too long")
    try:
        # BaseLoader makes nothing but strings, lists and mappings: a date stays as it is written.
        found = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ImportFailed("the front matter is no YAML") from error
    if not isinstance(found, dict):
        return {}, lines[end + 1 :]
    facts = {key: clean(value) for key, value in found.items() if isinstance(key, str) and isinstance(value, str)}
    return facts, lines[end + 1 :]


def _pieces(lines: list[str]) -> Iterator[Piece]:
    for raw in lines:
        line = raw.strip()
        if anchor := _ANCHOR.search(line):
            line = (line[: anchor.start()] + line[anchor.end() :]).strip()
            yield Piece("", article=anchor["label"])
        if line.startswith("# "):
            continue
        if line.startswith(">"):
            yield Piece(_plain(line.lstrip("> ")), note=True)
        elif line.startswith("#"):
            yield Piece(_plain(line.lstrip("# ")), heading=True)
        elif line:
            yield Piece(_plain(line), heading=line.startswith("**") and line.endswith("**"))


def _plain(line: str) -> str:
    """Without emphasis, escapes and footnote marks; ``3) *(Исключен …)*`` keeps its number."""
    bare = _FOOTNOTE_MARK.sub("", line)
    bare = re.sub(r"(?<!\\)\*", "", bare)
    return _ESCAPED.sub(r"\1", bare)
