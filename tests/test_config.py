"""Settings: defaults, and one line for each that is wrong."""

from __future__ import annotations

import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest

from bot.config import ConfigError, read_config
from bot.config_values import Secret
from content.model import Locale

ROOT = Path(__file__).resolve().parent.parent


def test_defaults_start_the_sandbox() -> None:
    config = read_config({})
    assert not config.token
    assert config.api_url is None
    assert config.corpus == Path("data/corpus.db")
    assert config.state == Path("data/state.db")
    assert (config.default_locale, config.default_time, config.default_zone) == (Locale.KK, time(9), "Asia/Almaty")
    assert str(config.sandbox_listen) == "127.0.0.1:8080"
    assert config.webhook is None
    assert config.http_listen is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "secret"),
        ("BOT_API_URL", "api.example.org"),
        ("DATABASE_URL", "mysql://x"),
        ("DEFAULT_LOCALE", "de"),
        ("DEFAULT_TIME", "25:00"),
        ("DEFAULT_ZONE", "Asia/Nowhere"),
        ("DEFAULT_ZONE", "America"),
        ("DEFAULT_TIME", "٠٩:٠٠"),
        ("ADMIN_IDS", "1,two"),
        ("ADMIN_IDS", "-5"),
        ("OFFICIAL_TEXTS", "gopher://example.org"),
        ("DATA_DIR", __file__),
        ("HTTP_LISTEN", "localhost"),
        ("SANDBOX_LISTEN", "1:2:3:99999"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_expected(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config({name: value})
    (problem,) = caught.value.problems
    assert problem.startswith(f"{name}: expected ")


def test_all_faults_are_told_at_once_and_a_token_is_never_shown() -> None:
    with pytest.raises(ConfigError) as caught:
        read_config({"BOT_TOKEN": "not-a-token", "DEFAULT_LOCALE": "de", "WEBHOOK_URL": "http://x"})
    text = "\n".join(caught.value.problems)
    assert len(caught.value.problems) == 4
    assert "not-a-token" not in text


@pytest.mark.parametrize("name", ["BOT_TOKEN_FILE", "ADMIN_IDS", "BOT_API_URL", "WEBHOOK_URL", "LOG_LEVEL"])
def test_a_token_in_the_wrong_setting_is_not_shown(name: str) -> None:
    token = "1234567890:" + "Secret" * 6
    with pytest.raises(ConfigError) as caught:
        read_config({name: token})
    assert "SecretSecret" not in str(caught.value)


@pytest.mark.parametrize("content", ["", " \n"])
@pytest.mark.parametrize("name", ["BOT_TOKEN_FILE", "WEBHOOK_SECRET_FILE"])
def test_a_file_without_its_secret_is_named(tmp_path: Path, name: str, content: str) -> None:
    file = tmp_path / "secret"
    file.write_text(content, "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config({name: str(file), "WEBHOOK_URL": "https://bot.example.org"})
    assert f"{name}: expected a file with the secret in it, found nothing in {str(file)!r}" in caught.value.problems


def test_a_secret_does_not_show_itself() -> None:
    assert "123" not in f"{Secret('123')!r} {Secret('123')}"


def test_the_command_line_ends_with_status_2() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=ROOT,
        env={"DEFAULT_TIME": "noon", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.strip() == "DEFAULT_TIME: expected a time of day as HH:MM, found 'noon'"
