"""The command line as an operator uses it: the real process, its output and its exit status."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox import Sandbox, refused
from tests.conftest import OFFICIAL, needs_official
from tests.small.builders import blocks, make_docx

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: str, data: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(data), **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def test_build_check_info_and_export(tmp_path: Path) -> None:
    built = run("corpus", "build", data=tmp_path)
    assert (built.returncode, built.stdout) == (0, f"built {tmp_path / 'corpus.db'}\n"), built.stderr
    checked = run("corpus", "check", "--complete", data=tmp_path)
    assert (checked.returncode, checked.stdout) == (0, "0 problems; official texts compared: none\n")
    told = run("corpus", "info", data=tmp_path).stdout
    assert "2026: 11 sections, 96 articles and the preamble" in told
    assert "1995: 9 sections, 102 articles and the preamble" in told
    exported = run("corpus", "export", str(tmp_path / "all.json"), data=tmp_path)
    assert exported.returncode == 0
    document = json.loads((tmp_path / "all.json").read_text("utf-8"))
    labels = [p["article"] for p in document["provisions"] if p["edition"] == "1995" and p["title"]]
    assert len(labels) == 103
    assert {"83-1", "94-1", "94-2", "84"} <= set(labels)
    again = run("corpus", "build", "--from", str(tmp_path / "all.json"), data=tmp_path / "again")
    assert again.returncode == 0, again.stderr


@pytest.mark.parametrize("text", ["not JSON", "[]", "{}"])
def test_an_export_that_is_none_is_said_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "other.json").write_text(text, "utf-8")
    done = run("corpus", "build", "--from", str(tmp_path / "other.json"), data=tmp_path)
    assert done.returncode == 65
    assert done.stderr.count("\n") == 1


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, data_dir: Path) -> None:
    done = run("corpus", "export", str(tmp_path / "nowhere" / "x.json"), data=data_dir)
    assert done.returncode == 69
    assert done.stderr.startswith(f"{tmp_path / 'nowhere' / 'x.json'} cannot be used: ")
    assert done.stderr.count("\n") == 1


def test_a_reader_who_has_seen_enough_is_no_fault(data_dir: Path) -> None:
    command = f"yes 'ст. 17' | head -2000 | {sys.executable} -m bot ask --json - | head -1"
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir)}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout)["kind"] == "reference"
    assert done.stderr == ""


@needs_official
def test_importing_files_loads_official_texts(tmp_path: Path) -> None:
    word = tmp_path / "2026.kk.docx"
    word.write_bytes(make_docx(blocks((OFFICIAL / "2026.kk.md").read_text("utf-8"))))
    done = run("corpus", "import", str(word), str(OFFICIAL / "1995.ru.md"), data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "2026.kk.docx: Constitution of 2026, kk" in done.stdout
    told = run("corpus", "info", data=tmp_path).stdout
    assert "official text 2026 kk" in told
    assert "official text 1995 ru" in told
    checked = run("corpus", "check", data=tmp_path)
    assert (checked.returncode, checked.stdout) == (0, "0 problems; official texts compared: 1995 ru, 2026 kk\n")


def test_a_wrong_file_is_named_and_the_corpus_stays(tmp_path: Path) -> None:
    (tmp_path / "novel.md").write_text("# Once upon a time\n\nThere was no law.\n", "utf-8")
    done = run("corpus", "import", str(tmp_path / "novel.md"), data=tmp_path)
    assert done.returncode == 65
    assert done.stdout.startswith("novel.md: ")
    assert len(done.stdout.splitlines()) == 1


def test_asking_on_the_command_line(tmp_path: Path, data_dir: Path) -> None:
    done = run("ask", "--lang", "ru", "--json", "ст. 17 п. 2", data=data_dir)
    answer = json.loads(done.stdout)
    assert answer["kind"] == "reference"
    assert answer["reference"] == {"edition": "2026", "article": "17", "paragraph": "2", "subparagraph": None}


@pytest.mark.parametrize(
    ("arguments", "settings", "status", "line"),
    [
        ((), {"DEFAULT_LOCALE": "de"}, 2, "DEFAULT_LOCALE: expected kk, ru or en, found 'de'"),
        (("corpus", "info"), {}, 65, "there is no corpus at "),
        (("corpus", "build", "--from", "nothing.json"), {}, 65, "nothing.json cannot be read"),
    ],
)
def test_a_failure_is_one_clear_line(
    tmp_path: Path, arguments: tuple[str, ...], settings: dict[str, str], status: int, line: str
) -> None:
    done = run(*arguments, data=tmp_path, **settings)
    assert done.returncode == status
    assert done.stderr.startswith(line)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("who", "setting"), [("the sandbox", "SANDBOX_LISTEN"), ("/healthz", "HTTP_LISTEN")])
def test_a_port_in_use_is_said_in_one_line(data_dir: Path, tmp_path: Path, who: str, setting: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        state = f"sqlite+aiosqlite:///{tmp_path / 'state.db'}"
        settings = {"SANDBOX_LISTEN": "127.0.0.1:0", setting: address}
        done = run(data=data_dir, DATABASE_URL=state, LOG_LEVEL="error", **settings)
    assert done.returncode == 69
    assert done.stderr.splitlines() == [
        f"{who} cannot listen on {address} (Address already in use); stop what uses the port or set {setting}"
    ]


def test_what_needs_no_telegram_does_not_wait_for_its_library() -> None:
    code = "import sys, bot.__main__, bot.ask, bot.state_commands; print(any(name.split('.')[0] == 'aiogram' for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


async def test_a_token_that_nobody_knows(data_dir: Path, tmp_path: Path) -> None:
    async with Sandbox() as box:
        settings = {
            "BOT_TOKEN": "12345:" + "x" * 30,
            "BOT_API_URL": box.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'state.db'}",
            "LOG_LEVEL": "warning",
        }
        done = await asyncio.to_thread(run, data=data_dir, **settings)
    assert done.returncode == 78
    assert done.stderr.splitlines() == ["Telegram does not know this BOT_TOKEN; ask BotFather for the right one"]
    assert "xxxx" not in done.stderr


async def test_a_server_that_stumbles_at_the_start_is_asked_again(data_dir: Path, tmp_path: Path) -> None:
    async with Sandbox(timeout=120) as box:  # a process needs seconds to begin
        for method in ("deleteWebhook", "setMyCommands", "setMyName"):
            box.fail(method, refused("Bad Gateway", 502))
        settings = {"BOT_TOKEN": box.token, "BOT_API_URL": box.url, "DATA_DIR": str(data_dir)}
        state = f"sqlite+aiosqlite:///{tmp_path / 'state.db'}"
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot",
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "DATABASE_URL": state, **settings},
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        async with asyncio.timeout(120):
            aigul = box.person("Aigul", "kk")
            await aigul.says("17")
        process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0, errors


@pytest.mark.parametrize("description", ["Bad Gateway", "Not Found", "Too Many Requests: retry after 5"])
async def test_a_server_that_is_none_is_said_in_one_line(data_dir: Path, tmp_path: Path, description: str) -> None:
    codes = {"Bad Gateway": 502, "Not Found": 404}
    async with Sandbox() as box:
        box.fail("getMe", refused(description, codes.get(description, 429)), times=9)
        settings = {"BOT_TOKEN": box.token, "BOT_API_URL": box.url, "LOG_LEVEL": "warning"}
        state = f"sqlite+aiosqlite:///{tmp_path / 'state.db'}"
        done = await asyncio.to_thread(run, data=data_dir, DATABASE_URL=state, **settings)
    assert done.returncode == 75
    assert done.stderr.startswith("the Bot API server does not answer as one (")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_process_stops_cleanly(data_dir: Path, tmp_path: Path, number: signal.Signals) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot",
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"], "DATA_DIR": str(data_dir), "SANDBOX_LISTEN": "127.0.0.1:0",
            "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'state.db'}",
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), 120)
    assert line.startswith(b"Sandbox: open http://127.0.0.1:")
    process.send_signal(number)
    _, errors = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0, errors
    assert b"Traceback" not in errors
