"""Bombs, entities and endless nesting end in one line for the operator, in time and within the memory allowed."""

from __future__ import annotations

import contextlib
import io
import os
import random
import resource
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from content.errors import ImportFailed
from content.importers import guard
from content.importers.guard import read_limited
from content.importers.limits import MAX_BYTES
from content.importers.wire import answer_to_json
from content.model import Locale
from tests.importers.reading import read, small_docx, small_html
from tests.safety.reporting import told as report
from tests.small import COUNTS, FOLDER, small
from tests.small.builders import document, pack

PARAGRAPH = "<w:p><w:r><w:t>Конституция {}</w:t></w:r></w:p>"


REFUSED = "refused in one line, the bot grows by less than 50 MB"


def test_a_good_file_comes_through_unchanged() -> None:
    for content in (small(Locale.KK).encode(), small_docx(Locale.RU), small_html(Locale.RU).encode()):
        assert read_limited(content, "x", expected=COUNTS) == read(content, "x")
    path = FOLDER / "small.ru.md"
    given = read_limited(path, expected=COUNTS, locale=Locale.RU, source="S")
    assert given == read(path.read_bytes(), "small.ru.md", source="S")


def test_a_bad_file_says_why() -> None:
    with pytest.raises(ImportFailed, match=r"^small.ru.md: 3 sections and 8 articles: the size of no edition$"):
        read_limited(FOLDER / "small.ru.md")


def refused(content: bytes, reason: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ImportFailed, match=rf"^x: .*{reason}") as failure:
        read_limited(content, "x", expected=COUNTS)
    assert "\n" not in str(failure.value)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024, "the parent grew by 50 MB"


def test_a_word_without_end() -> None:
    text = small(Locale.RU)
    refused(text.replace("доверяя", "о" * 201, 1).encode(), "a word of more than 200 letters")


def test_nothing_turns_the_screen_round() -> None:
    text = small(Locale.RU)
    hostile = text.replace("доверяя", "\u202eдове\u2066ряя\u009b31m", 1)
    assert hostile != text
    clean_text = read(hostile.encode(), "x.ru.md")
    assert not set("\u202e\u2066\u009b") & set(answer_to_json(clean_text))


def test_zip_bombs() -> None:
    refused(pack({"word/document.xml": b"0" * 20_000_000}), "packed more than 100 to 1")
    refused(pack({"word/document.xml": b"0" * 200_000, "word/media/a": b"0" * 900_000}), "packed more than 100 to 1")
    refused(pack({f"a{number}": b"" for number in range(2_001)}), "more than 2000 entries")
    report("imports", "zip bombs: by ratio, by number, by a lying size", REFUSED)


def test_a_zip_that_claims_more_than_it_may() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", b"x" * 1000)
    packed = bytearray(made.getvalue())
    central = packed.index(b"PK\x01\x02")
    packed[central + 24 : central + 28] = struct.pack("<I", 200 * 2**20)
    refused(bytes(packed), "unpacks to more than 100 MiB")


def test_a_zip_that_claims_less_than_it_has() -> None:
    content = pack({"word/document.xml": b"0" * 3_000_000})
    packed = bytearray(content)
    central = packed.index(b"PK\x01\x02")
    packed[central + 24 : central + 28] = struct.pack("<I", 1000)
    refused(bytes(packed), "damaged|packed more than")


def test_other_archives() -> None:
    refused(pack({"readme.txt": b"x"}), "no Word document")
    refused(b"PK\x03\x04" + os.urandom(500), "damaged")
    refused(b"PK\x05\x06" + bytes(18), "no Word document")


ENTITIES = "<!DOCTYPE d [<!ENTITY a 'ха'>{}]>".format(
    "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True))
)


def test_entities() -> None:
    secret = FOLDER / "small.ru.md"
    outside = f"<!DOCTYPE d [<!ENTITY a SYSTEM 'file://{secret}'>]>"
    for prologue in (ENTITIES, outside, "<!DOCTYPE d>"):
        refused(pack({"word/document.xml": document(PARAGRAPH.format("&a;"), prologue)}), "declares entities")
    report("imports", "entities that grow, that name a file, that hide in an encoding", REFUSED)


def test_entities_hidden_by_an_encoding() -> None:
    hidden = document(PARAGRAPH.format("&i;"), ENTITIES).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    refused(pack({"word/document.xml": hidden.encode("utf-16")}), "not UTF-8")
    disguised = ENTITIES.replace("<", "+ADw-").replace(">", "+AD4-").replace("&", "+ACY-")
    claimed = document(PARAGRAPH.format("x"), disguised).decode().replace('encoding="UTF-8"', 'encoding="UTF-7"')
    refused(pack({"word/document.xml": claimed.encode()}), "damaged")


def test_random_damage_is_refused_or_harmless() -> None:
    chance = random.Random(1995)
    for whole in (small(Locale.KK).encode(), small_docx(Locale.RU), small_html(Locale.KK).encode()):
        for _ in range(150):
            damaged = bytearray(whole)
            for _ in range(chance.randint(1, 4)):
                at = chance.randrange(len(damaged))
                if chance.random() < 0.5:
                    damaged[at] = chance.randrange(256)
                else:
                    del damaged[at : at + chance.randint(1, 200)]
            with contextlib.suppress(ImportFailed):  # anything else fails the test
                read(bytes(damaged))
    report("imports", "450 damaged copies of three kinds of files", "refused or harmless, 0 other failures")


def test_deep_nesting() -> None:
    deep = "<w:x>" * 5_000 + PARAGRAPH.format("") + "</w:x>" * 5_000
    refused(pack({"word/document.xml": document(deep), "a": os.urandom(3000)}), "nests deeper than 100")
    page = small_html(Locale.RU).replace("<article>", "<article>" + "<div>" * 200)
    refused(page.encode(), "nests deeper than 100|the page")
    refused(small_html(Locale.RU).replace("<article>", "<article>" + "<i>" * 500_000).encode(), "page|article|section")
    yaml = small(Locale.RU).replace("language: rus", "x: " + "[" * 5_000)
    refused(yaml.encode(), "front matter is no YAML")
    report("imports", "nesting of 5,000 and 500,000 levels in Word, page and front matter", REFUSED)


def test_huge() -> None:
    refused(b"x" * (MAX_BYTES + 1), "larger than 20 MiB")
    refused(
        small(Locale.RU).replace("Маяк ночью", "Маяк " * 1_000_000).encode(), "far larger than a constitution|memory"
    )


def test_a_huge_file_is_not_read_at_all(tmp_path: Path) -> None:
    sparse = tmp_path / "sparse.md"
    with sparse.open("wb") as file:
        file.truncate(50 * 2**30)
    with pytest.raises(ImportFailed, match=r"^sparse.md: larger than 20 MiB$"):
        read_limited(sparse)
    report("imports", "files of 20 MiB and of 50 GiB", REFUSED)


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    for name, reason in (("pipe.md", "not a file"), ("", "not a file"), ("none.md", "No such file")):
        with pytest.raises(ImportFailed, match=reason):
            read_limited(tmp_path / name)


@pytest.fixture
def reader_that(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An importer of another kind in the subprocess: the test writes what it does."""
    package = tmp_path / "content" / "importers"
    package.mkdir(parents=True)
    monkeypatch.setattr(guard, "_ROOT", tmp_path)
    return package / "__main__.py"


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        ("import time; time.sleep(60)", "took too long"),
        ("import os; os.kill(os.getpid(), 11)", r"stopped \(signal 11\)"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "more than 20 s of processor time"),
        ("raise SystemExit(3)", "the reader failed"),
        ("print('[')", "no usable answer"),
        ('print(\'{"text": {"edition": "2026"}}\')', "no usable answer"),
        ("print('[' * 100000)", "no usable answer"),
        ("print('{\"failed\": 7}')", "no usable answer"),
    ],
)
def test_a_reader_that_goes_wrong(reader_that: Path, does: str, reason: str) -> None:
    reader_that.write_text(does)
    with pytest.raises(ImportFailed, match=f"^x: .*{reason}"):
        read_limited(b"x", "x", timeout=0.5)


def test_the_reader_inherits_no_secret(reader_that: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "secret")
    reader_that.write_text("import json, os; print(json.dumps({'failed': ' '.join(sorted(os.environ))}))")
    with pytest.raises(ImportFailed) as failure:
        read_limited(b"x", "x")
    assert set(str(failure.value).split()) <= {"PYTHONPATH", "PYTHONUTF8", "LC_CTYPE"}


LIMITED = f"""
import sys; sys.path.insert(0, {str(Path(guard.__file__).parents[2])!r})
from content.importers.__main__ import limit
limit()
{{}}
"""


@pytest.mark.parametrize(
    ("does", "ends"),
    [
        ("import socket; socket.socket()", "PermissionError"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
        ("import os; os.fork()", "PermissionError"),
        ("x = bytearray(600 * 2**20)", "MemoryError"),
    ],
)
def test_the_reader_may_not(does: str, ends: str, tmp_path: Path) -> None:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(does)], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 1
    assert ends in done.stderr.splitlines()[-1]
