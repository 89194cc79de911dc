"""Makes a Word file and a page like those of the legal portal out of Markdown, without the importer's help."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator

WORDPROCESSING = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Block = tuple[str, str]  # what it is: title, section, article, note, line; and its words


def blocks(markdown: str) -> Iterator[Block]:
    """The visible lines of a text in the corpus layout, in order."""
    for raw in markdown.split("\n---\n", 1)[-1].splitlines():
        line = raw.strip()
        if not line or line.startswith("<a ") or set(line) == {"_"}:
            continue
        if line.startswith("# "):
            yield "title", line[2:]
        elif line.startswith("## "):
            yield "section", line[3:]
        elif line.startswith(("### ", "**")):
            yield "article", line.strip("#* ")
        elif line.startswith("> "):
            yield "note", line.strip("> *")
        else:
            yield "line", line


def section_parts(heading: str) -> tuple[str, str]:
    """``Раздел I. Острова`` -> ("Раздел I", "Острова")."""
    match = re.match(r"(Раздел \w+|\w+ бөлім)[. ]*(.*)", heading)
    assert match is not None
    return match[1], match[2]


def make_docx(found: Iterable[Block], stamp: str = "ПРОЕКТ") -> bytes:
    """Headings of sections share a paragraph with their title, words are cut into runs, spaces do not break."""
    paragraphs = [_paragraph(stamp), _paragraph("\u00a0")]
    for index, (kind, words) in enumerate(found):
        if kind == "section":
            number, title = section_parts(words)
            if index % 2:
                paragraphs += [_paragraph(number), _paragraph(title)]
            else:
                paragraphs.append(_paragraph(f"{number}\n{title}"))
        else:
            paragraphs.append(_paragraph(words))
    return pack({"word/document.xml": document("".join(paragraphs))})


def _paragraph(words: str) -> str:
    runs = re.split(r"(?<=\w)(?=\s)|(\n)", words)
    made = "".join(
        "<w:r><w:br/></w:r>" if run == "\n" else f'<w:r><w:t xml:space="preserve">{html.escape(run)}</w:t></w:r>'
        for run in runs
        if run
    )
    return f"<w:p><w:pPr><w:jc w:val='both'/></w:pPr>{made}</w:p>"


def document(paragraphs: str, prologue: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{prologue}'
        f'<w:document xmlns:w="{WORDPROCESSING}"><w:body>{paragraphs}</w:body></w:document>'
    ).encode()


def pack(entries: dict[str, bytes]) -> bytes:
    """A zip archive, compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return made.getvalue()


def make_html(found: Iterable[Block], title: str, requisite: str, address: str = "") -> str:
    """A page with menus and scripts around the act; anchors, notes and breaks as on the portal."""
    lines: list[str] = []
    for number, (kind, words) in enumerate(found, 1):
        shown = html.escape(words)
        match kind:
            case "section":
                lines.append("<h3 id='z{}'>{}<br/>\n{}</h3>".format(number, *map(html.escape, section_parts(words))))
            case "article":
                lines.append(f'<p><a name="z{number}"></a>\n      <b>{shown}</b>\n</p>')
            case "note":
                linked = shown.replace("№", '<a href="/rus/docs/X7#z1">№</a>')
                lines.append(f'<p><span class="note">\r\n      {linked}</span></p>')
            case "line":
                lines.append(f'<p id="z{number}">&nbsp;     {shown.replace(" ", chr(10), 1)}</p>')
    canonical = f'<link rel="canonical" href="{address}"/>' if address else ""
    return f"""<!DOCTYPE html>
<html lang="ru"><head><title>{html.escape(title)} - ИПС</title>{canonical}<style>p {{ margin: 0 }}</style></head>
<body><div class="header"><ul><li><a href="/">Статья 1</a></li></ul></div>
<div class="container_alpha slogan"><h1>{html.escape(title)}</h1><p>{html.escape(requisite)}</p></div>
<div class="container_gamma tabs"><p>Текст</p></div>
<div class="container_gamma text text_upd"><script>var x = "Статья 99";</script>
<article>{"".join(lines)}</article></div>
<div class="container_omega aftertext"><p>© 2012</p></div></body></html>"""
