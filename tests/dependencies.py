"""Lists the licences of all dependencies (`licences`) and a bill of materials in CycloneDX (`sbom`), from the pins alone."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "docs" / "licences.md"

ALLOWED = frozenset(
    (
        "MIT",
        "MIT-CMU",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "Apache-2.0",
        "PSF-2.0",
        "MPL-2.0",
        "ISC",
        "0BSD",
        "OFL-1.1",
        "CC0-1.0",
    )
)
"""Licences under which we may use a library as it is and pass it on beside our own code."""

_NAMES = {
    "Apache 2.0": "Apache-2.0", "Apache License": "Apache-2.0", "Apache Software License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0", "MIT License": "MIT", "PSFL": "PSF-2.0", "SIL OFL 1.1": "OFL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "BSD License": "BSD-3-Clause",
    "Python Software Foundation License": "PSF-2.0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pin:
    """One pinned dependency with the hashes of the files that may be installed."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def licence(self) -> str:
        """Its licence as an SPDX expression, from what the installed package says; empty when it says nothing."""
        try:
            said = dict(metadata(self.name).json)
        except PackageNotFoundError:
            return ""
        kinds = [line.rpartition(" :: ")[2] for line in said.get("classifier", ()) if line.startswith("License")]
        first = str(said.get("license", "")).partition("\n")[0]
        found = (
            str(said.get("license_expression", ""))
            or (first if first and len(first) < 40 else "")
            or " AND ".join(kinds)
        )
        return _NAMES.get(found, found)


def pins(name: str) -> list[Pin]:
    """The dependencies of one pinned file: ``run`` or ``dev``."""
    blocks = re.split(r"\n(?=\S)", (ROOT / "requirements" / f"{name}.txt").read_text("utf-8"))
    matches = ((block, re.match(r"([A-Za-z0-9][\w.-]*)==([^\s\\;]+)", block)) for block in blocks)
    return [
        Pin(match[1], match[2], tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", block)))
        for block, match in matches
        if match
    ]


def licences() -> str:
    """docs/licences.md: name and licence; versions stand in requirements/."""
    running = {pin.name for pin in pins("run")}
    lines = [
        "# Licences of all dependencies",
        "",
        "Made by `python -m tests.dependencies licences` from what the installed packages say; versions and hashes stand in",
        "`requirements/`. Those under *running* are installed beside the bot, the others only on machines where it is developed.",
    ]
    for title, chosen in (
        ("Running", pins("run")),
        ("Developing", [pin for pin in pins("dev") if pin.name not in running]),
    ):
        lines += ["", f"## {title}", "| package | licence |", "|---|---|"]
        lines += [f"| {pin.name} | {pin.licence or 'not stated'} |" for pin in chosen]
    return "\n".join(lines) + "\n"


def sbom() -> str:
    """What runs, as a CycloneDX document: the same pins give the same bytes."""
    components = [
        {
            "type": "library",
            "name": pin.name,
            "version": pin.version,
            "purl": f"pkg:pypi/{pin.name.lower().replace('_', '-')}@{pin.version}",
            "licenses": [{"expression": pin.licence}] if pin.licence else [],
            "externalReferences": [
                {
                    "type": "distribution",
                    "url": f"https://pypi.org/project/{pin.name}/{pin.version}/#files",
                    "hashes": [{"alg": "SHA-256", "content": one} for one in pin.hashes],
                }
            ],
        }
        for pin in pins("run")
    ]
    about = {"component": {"type": "application", "name": "ata-zan", "bom-ref": "ata-zan"}}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": about,
        "components": components,
    }
    return json.dumps(document, indent=2) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["licences"]:
        LIST.write_text(licences(), "utf-8")
    elif sys.argv[1:] == ["sbom"]:
        sys.stdout.write(sbom())
    else:
        sys.exit("licences or sbom")
