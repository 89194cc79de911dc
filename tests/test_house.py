"""The house rules that a machine can check: which way imports go, where libraries live, what is translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.commands import COMMANDS
from content.language_checks import MIXED_LETTERS
from content.model import Locale

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("bot", "handlers", "scheduler", "content", "sandbox")

MAY_IMPORT = {
    "bot": {"bot", "handlers", "scheduler", "content"},
    "handlers": {"handlers", "content"},
    "scheduler": {"scheduler", "content"},
    "content": {"content"},
    "sandbox": {"sandbox"},
}
LIVES_IN = {
    "aiogram": ("bot/", "handlers/"),
    "apscheduler": ("scheduler/jobs.py",),
    "PIL": ("content/render_png.py",),
    "lxml": ("content/importers/",),
    "yaml": ("content/source_files.py", "content/importers/"),
}

READ_THE_TIME_OF_DAY = {
    "bot/daily.py",  # the clock that everybody is given
    "bot/state_commands.py",  # the command line
    "bot/store/__init__.py",  # marks of age: when a chat was forgotten, when a fact was noted
    "bot/database.py",  # when an update was seen
    "scheduler/jobs.py",  # the first run of a sweep, for APScheduler
}


def modules(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_imports_go_one_way() -> None:
    wrong = [
        f"{name} imports {found}"
        for name, tree in modules(*ROOMS)
        for found in imports(tree)
        if (room := found.partition(".")[0]) in ROOMS
        and room not in MAY_IMPORT[name.partition("/")[0]]
        and not (name == "bot/app.py" and room == "sandbox")
    ]
    assert wrong == []


def test_libraries_stay_at_their_address() -> None:
    wrong = [
        f"{name} imports {found}"
        for name, tree in modules("bot", "handlers", "scheduler", "content")
        for found in imports(tree)
        if (places := LIVES_IN.get(found.partition(".")[0])) and not name.startswith(places)
    ]
    assert wrong == []


def test_sql_of_the_state_stays_in_the_store() -> None:
    statement = re.compile(r"\b(SELECT .* FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b")
    allowed = ("bot/store", "bot/database.py", "content/")
    wrong = [
        name
        for name, tree in modules("bot", "handlers", "scheduler", "content")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and statement.search(node.value)
        and not name.startswith(allowed)
    ]
    assert wrong == []


def test_the_time_of_day_is_an_argument() -> None:
    reads = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time)\(")
    rooms = [path for room in ("bot", "handlers", "content", "scheduler") for path in (ROOT / room).rglob("*.py")]
    found = {path.relative_to(ROOT).as_posix() for path in rooms if reads.search(path.read_text("utf-8"))}
    assert found == READ_THE_TIME_OF_DAY


def test_every_module_opens_with_a_promise() -> None:
    assert [name for name, tree in modules(*ROOMS) if not ast.get_docstring(tree)] == []


def test_a_router_is_made_not_imported() -> None:
    wrong = [
        name
        for name, tree in modules("handlers")
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and "Router" in ast.dump(node.value.func)
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", list(Locale))
def test_every_sentence_is_translated(locale: Locale) -> None:
    with (ROOT / "locales" / locale / "LC_MESSAGES" / "bot.po").open("rb") as file:
        catalogue = read_po(file, locale=locale.value)
    used = {
        message
        for room in ("bot", "handlers", "content")
        for _, _, message, _, _ in extract_from_dir(ROOT / room, [("**.py", "python")])
    }
    known = {message.id for message in catalogue if message.id}
    assert used - known == set(), "run `make words` and translate"
    assert known - used == set(), "run `make words`: a sentence is no longer used"
    empty = [m.id for m in catalogue if m.id and not (all(m.string) if isinstance(m.string, tuple) else m.string)]
    assert empty == []
    assert [m.id for m in catalogue if m.fuzzy and m.id] == []


@pytest.mark.parametrize("locale", list(Locale))
def test_no_word_of_the_interface_mixes_latin_and_cyrillic(locale: Locale) -> None:
    with (ROOT / "locales" / locale / "LC_MESSAGES" / "bot.po").open("rb") as file:
        catalogue = read_po(file, locale=locale.value)
    strings = [text for m in catalogue for text in (m.string if isinstance(m.string, tuple) else (m.string,))]
    assert [text for text in strings if MIXED_LETTERS.search(str(text))] == []


@pytest.mark.parametrize("locale", list(Locale))
def test_holes_of_a_sentence_survive_translation(locale: Locale) -> None:
    holes = re.compile(r"\{(\w*)\}")
    with (ROOT / "locales" / locale / "LC_MESSAGES" / "bot.po").open("rb") as file:
        catalogue = read_po(file, locale=locale.value)
    for message in catalogue:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = {hole for text in ids for hole in holes.findall(str(text))}
        for text in strings:
            assert set(holes.findall(str(text))) <= allowed, message.id
            if len(ids) == 1:
                assert set(holes.findall(str(text))) == allowed, message.id


def test_every_command_is_documented() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [entry.name for entry in COMMANDS if f"/{entry.name}" not in readme] == []


def test_every_setting_is_documented() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    source = (ROOT / "bot" / "config.py").read_text("utf-8")
    names = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)+)"', source))
    assert names
    assert sorted(name for name in names if f"`{name}`" not in readme) == []


def test_requirements_name_no_address_and_pin_every_hash() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text("utf-8")
        assert "://" not in text
        pins = re.findall(r"^[a-z0-9][^\s=]*==", text, re.MULTILINE)
        blocks = re.split(r"\n(?=\S)", text)
        assert pins
        assert all("--hash=sha256:" in block for block in blocks if "==" in block)
