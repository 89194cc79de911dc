"""The files in deploy/ are accepted by the programs they are for, wherever these are installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
import yaml

from bot.exit_status import EXIT_DATA, EXIT_TEMPORARY, EXIT_UNAVAILABLE
from tests.safety.reporting import told as report

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [name for name in programs if shutil.which(name) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed here: {', '.join(missing)}")


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=60)


@needs("systemd-analyze")
@pytest.mark.parametrize("unit", ["ata-zan.service", "ata-zan-backup.service", "ata-zan-backup.timer"])
def test_units_are_understood(unit: str) -> None:
    told = run("systemd-analyze", "verify", DEPLOY / unit).stderr.splitlines()
    assert [line for line in told if "is not executable" not in line] == []  # the program is not installed here


@needs("systemd-analyze")
@pytest.mark.parametrize("unit", ["ata-zan.service", "ata-zan-backup.service"])
def test_units_are_confined(unit: str) -> None:
    told = run("systemd-analyze", "security", "--offline=true", DEPLOY / unit).stdout
    level = re.search(r"exposure level for \S+: ([0-9.]+) (\w+)", told)
    if level is None:
        pytest.skip("this systemd-analyze cannot look at a file")
    assert level[2] in ("OK", "SAFE")
    report("deploy", f"systemd-analyze security {unit}", f"{level[1]} {level[2]}")


@needs("nginx", "openssl")
def test_nginx_accepts_its_file(tmp_path: Path) -> None:
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        key,
        "-out",
        certificate,
        "-subj",
        "/CN=x",
    )
    site = (DEPLOY / "nginx.conf").read_text("utf-8").replace("/etc/letsencrypt/live/bot.example.org", str(tmp_path))
    (tmp_path / "site.conf").write_text(site, "utf-8")
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid; events {{}} http {{ include {tmp_path}/site.conf; }}")
    done = run("nginx", "-t", "-e", tmp_path / "errors", "-c", tmp_path / "nginx.conf")
    assert done.returncode == 0, done.stderr


@needs("caddy")
def test_caddy_accepts_its_file() -> None:
    done = run("caddy", "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile")
    assert done.returncode == 0, done.stderr
    assert '"level":"warn"' not in done.stderr


def test_the_compose_file_gives_no_rights() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert not any(volume.startswith(("/", ".")) for volume in service["volumes"])
    assert "BOT_TOKEN" not in services["bot"]["environment"]


@needs("systemd-analyze")
def test_the_unit_takes_the_secret_of_a_webhook(tmp_path: Path) -> None:
    folder = tmp_path / "ata-zan.service.d"
    folder.mkdir()
    unit = Path(shutil.copy(DEPLOY / "ata-zan.service", tmp_path))
    shutil.copy(DEPLOY / "webhook.conf", folder)
    told = run("systemd-analyze", "verify", unit).stderr.splitlines()
    assert [line for line in told if "is not executable" not in line] == []
    lines = (DEPLOY / "webhook.conf").read_text("utf-8").splitlines()
    assert "LoadCredential=secret:/etc/ata-zan/secret" in lines
    assert "Environment=WEBHOOK_SECRET_FILE=%d/secret WEBHOOK_LISTEN=127.0.0.1:8081" in lines


def test_an_outage_does_not_end_the_unit_for_good() -> None:
    """A start without a network ends after seconds, and nobody knows how long the outage lasts."""
    lines = (DEPLOY / "ata-zan.service").read_text("utf-8").splitlines()
    assert "StartLimitIntervalSec=0" in lines
    assert "Restart=always" in lines
    kept_down = next(line for line in lines if line.startswith("RestartPreventExitStatus="))
    assert str(EXIT_TEMPORARY) not in kept_down
    assert str(EXIT_UNAVAILABLE) not in kept_down
    assert str(EXIT_DATA) in kept_down


def test_the_compose_file_of_a_webhook_brings_secret_and_port() -> None:
    more = yaml.safe_load((DEPLOY / "compose.webhook.yaml").read_text("utf-8"))
    bot, listen = more["services"]["bot"], "127.0.0.1:8081"
    secret = bot["environment"]["WEBHOOK_SECRET_FILE"].removeprefix("/run/secrets/")
    assert secret in bot["secrets"]
    assert secret in more["secrets"]
    assert bot["ports"] == [f"{listen}:{bot['environment']['WEBHOOK_LISTEN'].rpartition(':')[2]}"]
    for proxy in ("Caddyfile", "nginx.conf"):
        assert listen in (DEPLOY / proxy).read_text("utf-8")
    for kept_out in (".gitignore", ".dockerignore"):
        names = (DEPLOY.parent / kept_out).read_text("utf-8")
        assert "deploy/*.txt" in names or "deploy/secret.txt" in names


@needs("sh", "find", "date")
@pytest.mark.parametrize(("hours", "made"), [(None, True), (25, True), (23, False)])
def test_the_backup_container_looks_at_the_newest_copy(tmp_path: Path, hours: int | None, made: bool) -> None:
    """However often it starts anew: what it does once in its loop, with programs that only say what they are asked."""
    (script,) = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["backup"]["command"]
    copies, programs = tmp_path / "backups", tmp_path / "bin"
    programs.mkdir()
    for name, does in (("python", 'echo "$@"'), ("sleep", f"[ -e {tmp_path}/done ] && exit 1; touch {tmp_path}/done")):
        (programs / name).write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        (programs / name).chmod(0o755)
    if hours is not None:
        copies.mkdir()
        for name, age in (("state-older.db", 72), ("state-newest.db", hours)):
            (copies / name).touch()
            at = time.time() - age * 3600
            os.utime(copies / name, (at, at))
    done = subprocess.run(
        ["sh", "-c", script.replace("$$", "$").replace("/data/backups", str(copies))],
        env={"PATH": f"{programs}:{os.environ['PATH']}"}, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    said = done.stdout.split()
    assert bool(said) is made
    if made:
        assert said[:5] == ["-m", "bot", "backup", "--prune", "35"]
        assert re.fullmatch(rf"{re.escape(str(copies))}/state-[0-9]{{8}}T[0-9]{{6}}Z\.db", said[5])


@needs("sh")
def test_commands_by_hand_have_the_settings_of_the_unit(tmp_path: Path) -> None:
    asked = tmp_path / "systemd-run"
    asked.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\nexit 65\n', "utf-8")
    asked.chmod(0o755)
    done = subprocess.run(
        ["sh", DEPLOY / "ata-zan", "restore", "/a folder/x.db"],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 65
    given = done.stdout.splitlines()
    assert given[-5:] == ["/opt/ata-zan/.venv/bin/python", "-m", "bot", "restore", "/a folder/x.db"]
    unit = (DEPLOY / "ata-zan.service").read_text("utf-8").splitlines()
    for name, option in (
        ("EnvironmentFile=", "--property=EnvironmentFile="), ("User=", "--uid="), ("Group=", "--gid="),
        ("WorkingDirectory=", "--working-directory="), ("UMask=", "--property=UMask="),
    ):  # fmt: skip
        (value,) = [line.removeprefix(name) for line in unit if line.startswith(name)]
        assert f"{option}{value}" in given
    (environment,) = [line for line in unit if "DATA_DIR=" in line]
    assert {f"--setenv={part}" for part in environment.removeprefix("Environment=").split()} & set(given) >= {
        "--setenv=DATA_DIR=/var/lib/ata-zan", "--setenv=PYTHONTZPATH=",
    }  # fmt: skip
    assert {"--wait", "--pipe"} <= set(given)
