"""Reads the page of an act on the legal portal by what its headings say, and fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from content.errors import ImportFailed
from content.importers.letters import clean
from content.importers.lines import Body, Reader
from content.importers.pieces import Piece, split_breaks, without_title

MAX_DEPTH = 100  # elements inside one another; the parser itself gives up at 256

_BLOCKS = frozenset(
    ("article", "blockquote", "body", "dd", "div", "dl", "dt", "li", "main", "ol", "p", "pre", "section")
)
_CELLS = frozenset(("table", "td", "th", "tr", "ul"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SILENT = frozenset(
    ("button", "form", "head", "iframe", "nav", "noscript", "object", "script", "select", "style", "svg")
)
_TEXT = "//div[contains(concat(' ', @class, ' '), ' container_gamma ')][contains(concat(' ', @class, ' '), ' text ')]"
_SLOGAN = "//div[contains(concat(' ', @class, ' '), ' slogan ')]"
_SELF = "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"
_DATE_IN_ADDRESS = re.compile(r"/docs/\w+/(\d{2})\.(\d{2})\.(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Page:
    """What the page says about the text, and the text; ``address`` is its own, empty when it does not tell."""

    title: str
    requisite: str
    address: str
    version_date: str
    body: Body


def read_html(text: str) -> Page:
    """``ImportFailed`` when the page shows no act, is nested too deeply or its articles are out of order."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.LxmlError as error:
        raise ImportFailed("the page cannot be read as HTML") from error
    if root is None:
        raise ImportFailed("the page is empty")
    act = next(
        iter(_elements(root, f"{_TEXT}//article") or _elements(root, _TEXT) or _elements(root, "//article")), None
    )
    if act is None:
        raise ImportFailed("the page shows no act")
    shown = _first(root, f"{_SLOGAN}//h1") or _first(root, "//h1")
    title, pieces = without_title(list(_pieces(act)))
    address = clean(str(next(iter(_found(root, _SELF)), "")))
    dated = _DATE_IN_ADDRESS.search(address)
    return Page(
        title=shown or title,
        requisite=_first(root, f"{_SLOGAN}//p"),
        address=address,
        version_date="-".join(reversed(dated.groups())) if dated else "",
        body=Reader(anchored=False).read(pieces),
    )


def _found(root: etree._Element, path: str) -> list[object]:
    found = root.xpath(path)
    return list(found) if isinstance(found, list) else []


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    return [found for found in _found(root, path) if isinstance(found, etree._Element)]


def _first(root: etree._Element, path: str) -> str:
    return next((text for found in _elements(root, path) if (text := clean(" ".join(map(str, found.itertext()))))), "")


def _pieces(act: etree._Element) -> Iterator[Piece]:
    """Lines of text in order: a block or a note begins and ends one, ``<br>`` only where ``split_breaks`` says so."""
    words: list[str] = []
    headings = notes = silent = depth = 0

    def flush() -> Iterator[Piece]:
        for line in split_breaks("".join(words)):
            yield Piece(line, heading=headings > 0, note=notes > 0)
        words.clear()

    for event, element in etree.iterwalk(act, events=("start", "end")):
        tag = str(element.tag)
        step = 1 if event == "start" else -1
        depth += step
        if depth > MAX_DEPTH:
            raise ImportFailed(f"the page nests deeper than {MAX_DEPTH} elements")
        is_note = "note" in (element.get("class") or "").split()
        if tag in _BLOCKS or tag in _CELLS or tag in _HEADINGS or is_note:
            yield from flush()
        headings += step * (tag in _HEADINGS)
        notes += step * is_note
        silent += step * (tag in _SILENT)
        if tag == "br" and event == "start":
            words.append("\n")
        spoken = element.text if event == "start" else element.tail
        # Line ends in the source of a page are plain spaces; only <br> is a break.
        if spoken and not silent and not (event == "end" and element is act):
            words.append(" ".join(re.split(r"\s", spoken)))
    yield from flush()
