"""Reads a Word file by its paragraphs alone, after looking at the archive from outside; entities are refused."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from content.errors import ImportFailed
from content.importers.lines import Body, Reader
from content.importers.pieces import Piece, split_breaks, without_title

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100 * 2**20  # bytes of all entries together
MAX_RATIO = 100  # unpacked to packed, of every entry above a megabyte and of the whole; real files have under 50
MAX_DEPTH = 100  # elements inside one another; real files have under 15

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
)
_DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}


def read_docx(data: bytes) -> tuple[str, Body]:
    """The title and the body; ``ImportFailed`` for a bomb, a damaged archive or a text without a title."""
    pieces = [Piece(line) for paragraph in _paragraphs(_document(data)) for line in split_breaks(paragraph)]
    title, pieces = without_title(pieces)
    if not title:
        raise ImportFailed("the file has no title of a constitution")
    return title, Reader(anchored=False).read(pieces)


def _document(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_bombs(entries, len(data))
            entry = next((found for found in entries if found.filename == _DOCUMENT), None)
            if entry is None:
                raise ImportFailed("the archive is no Word document")
            if entry.flag_bits & 1:
                raise ImportFailed("the Word file is locked with a password")
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ImportFailed("the archive is packed in a way that Word does not use")
            with archive.open(entry) as unpacked:
                document = unpacked.read(entry.file_size + 1)
    except _DAMAGE as error:
        raise ImportFailed("the Word file is damaged") from error
    return document


def _refuse_bombs(entries: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise ImportFailed(f"the archive has more than {MAX_ENTRIES} entries")
    if total > MAX_UNPACKED:
        raise ImportFailed(f"the archive unpacks to more than {MAX_UNPACKED // 2**20} MiB")
    large = (entry for entry in entries if entry.file_size > 2**20)
    if any(entry.file_size > MAX_RATIO * entry.compress_size for entry in large) or total > MAX_RATIO * packed:
        raise ImportFailed(f"the archive is packed more than {MAX_RATIO} to 1")


def _paragraphs(document: bytes) -> Iterator[str]:
    """The text of every paragraph in turn; the tree is thrown away behind it, so memory stays small."""
    try:
        declared = document.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ImportFailed("the document inside the Word file is not UTF-8") from error
    if "<!DOCTYPE" in declared or "<!ENTITY" in declared:
        raise ImportFailed("the Word file declares entities")
    events = etree.iterparse(
        BytesIO(document),
        events=("start", "end"),
        encoding="utf-8",  # whatever the declaration says: what was looked through is what is parsed
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = 0
    try:
        for event, element in events:
            if event == "start":
                depth += 1
                if depth > MAX_DEPTH:
                    raise ImportFailed(f"the Word file nests deeper than {MAX_DEPTH} elements")
                continue
            depth -= 1
            if element.tag == f"{_W}p":
                yield _text(element)
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise ImportFailed("the document inside the Word file is damaged") from error


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _text(paragraph: etree._Element) -> str:
    words: list[str] = []
    counted = False
    for element in paragraph.iter():
        if element.tag == f"{_W}t" and not any(True for _ in element.iterancestors(_FALLBACK)):
            words.append(element.text or "")
        elif element.tag in _BREAKS:
            words.append(_BREAKS[str(element.tag)])
        elif element.tag == f"{_W}numId" and element.get(f"{_W}val") != "0":
            counted = True
    text = "".join(words)
    if counted and text.strip():
        # Word counts such paragraphs itself and the number stands nowhere: the law would lose its labels.
        raise ImportFailed("the Word file numbers its paragraphs automatically; save it with typed numbers")
    return text
