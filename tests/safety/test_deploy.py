"""The files in deploy/ are accepted by the programs they are for, wherever these are installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

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
