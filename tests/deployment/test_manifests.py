"""compose.yaml and deploy/kubernetes.yaml are well-formed, and say what the image and the settings say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import fields
from typing import Any

import kubernetes_validate
import pytest
import yaml

from service.settings import Settings
from tests.documents import ROOT, block

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSED = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["quotes"]
MANIFESTS = list(yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8")))
INGRESS = yaml.safe_load(block("docs/proxy.md", "apiVersion").code)
(SERVICE,) = (manifest for manifest in MANIFESTS if manifest["kind"] == "Service")
(DEPLOYMENT,) = (manifest for manifest in MANIFESTS if manifest["kind"] == "Deployment")
POD = DEPLOYMENT["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]
VARIABLES = {entry.metadata["variable"] for entry in fields(Settings)}
GRACE = Settings().graceful_timeout


def _of_the_image(pattern: str) -> str:
    found = re.search(pattern, DOCKERFILE, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


CHECK = json.loads(_of_the_image(r"^HEALTHCHECK .*?CMD (\[.*?\])$"))
PORT = int(_of_the_image(r"^EXPOSE (\d+)$"))
USER = int(_of_the_image(r"^USER (\d+):"))


def _seconds(text: str) -> int:
    return int(text.removesuffix("s"))


@pytest.mark.parametrize("version", ["1.29", "1.37"])
@pytest.mark.parametrize("manifest", [*MANIFESTS, INGRESS], ids=lambda manifest: manifest["kind"])
def test_kubernetes_knows_every_field(manifest: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(manifest, version, strict=True)


def test_compose_knows_every_field() -> None:
    composes = [
        command for command in (["docker", "compose"], ["docker-compose"]) if shutil.which(command[0])
    ]
    for command in composes:
        if subprocess.run([*command, "version"], capture_output=True).returncode == 0:
            ran = subprocess.run([*command, "config", "--quiet"], cwd=ROOT, capture_output=True, text=True)
            assert ran.returncode == 0, ran.stderr
            return
    pytest.skip("there is no docker compose here: apt-get install docker-compose")


def test_the_container_has_no_more_than_it_needs() -> None:
    assert COMPOSED["read_only"]
    assert COMPOSED["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in COMPOSED["security_opt"]
    context = CONTAINER["securityContext"]
    assert context["readOnlyRootFilesystem"]
    assert not context["allowPrivilegeEscalation"]
    assert context["capabilities"] == {"drop": ["ALL"]}
    assert POD["securityContext"]["runAsNonRoot"]
    assert POD["securityContext"]["runAsUser"] == USER


def test_requests_in_flight_are_answered_before_the_container_is_killed() -> None:
    assert _seconds(COMPOSED["stop_grace_period"]) > GRACE
    (_, before) = CONTAINER["lifecycle"]["preStop"]["exec"]["command"]
    assert POD["terminationGracePeriodSeconds"] > GRACE + int(before)


def test_the_checks_are_the_images() -> None:
    assert COMPOSED["healthcheck"]["test"] == ["CMD", *CHECK]
    assert CONTAINER["livenessProbe"]["exec"]["command"] == CHECK
    assert CONTAINER["readinessProbe"]["httpGet"]["path"] == "/ready"
    assert CONTAINER["startupProbe"]["httpGet"]["path"] == "/health"


def test_the_port_is_the_images() -> None:
    assert COMPOSED["ports"] == [f"127.0.0.1:{PORT}:{PORT}"]
    assert CONTAINER["ports"] == [{"name": "http", "containerPort": PORT}]
    assert DEPLOYMENT["spec"]["template"]["metadata"]["annotations"]["prometheus.io/port"] == str(PORT)


def test_the_ingress_of_the_documentation_leads_to_the_service() -> None:
    (path,) = INGRESS["spec"]["rules"][0]["http"]["paths"]
    (port,) = SERVICE["spec"]["ports"]
    name = SERVICE["metadata"]["name"]
    assert path["backend"]["service"] == {"name": name, "port": {"number": port["port"]}}
    assert SERVICE["spec"]["selector"].items() <= DEPLOYMENT["spec"]["template"]["metadata"]["labels"].items()


def test_every_variable_is_a_setting_and_right() -> None:
    given = {entry["name"]: entry["value"] for entry in CONTAINER["env"]}
    for environment in (given, COMPOSED["environment"]):
        assert set(environment) <= VARIABLES
        Settings.from_environment(environment)
    assert POD["enableServiceLinks"] is False  # a Kubernetes Service called quotes sets variables QUOTES_…


def test_there_is_memory_for_the_counters() -> None:
    (volume,) = POD["volumes"]
    assert volume["emptyDir"]["medium"] == "Memory"
    assert CONTAINER["volumeMounts"] == [{"name": volume["name"], "mountPath": "/dev/shm"}]
