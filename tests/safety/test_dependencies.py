"""Every dependency is pinned, listed with a licence we may use, and stands in the bill of materials."""

from __future__ import annotations

import json
import re

from tests.dependencies import ALLOWED, LIST, licences, pins, sbom


def test_every_dependency_has_a_licence_we_may_use() -> None:
    for pin in pins("dev"):
        named = set(re.split(r" AND | OR | WITH ", pin.licence.strip("()")))
        assert pin.licence, f"{pin.name}: licence not stated"
        assert named <= ALLOWED, f"{pin.name}: {pin.licence}"


def test_the_list_of_licences_is_current() -> None:
    assert LIST.read_text("utf-8") == licences(), "run `make licences`"


def test_the_bill_of_materials_has_every_pin() -> None:
    document = json.loads(sbom())
    assert document["bomFormat"] == "CycloneDX"
    assert [one["name"] for one in document["components"]] == [pin.name for pin in pins("run")]
    assert all(one["externalReferences"][0]["hashes"] for one in document["components"])
