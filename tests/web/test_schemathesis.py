"""Requests generated from openapi.yaml, good and bad: the running service does what the description says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.web.running import ROOT, RunningServer

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "60")  # for each operation; more for a long run


def test_the_service_passes_all_checks_of_schemathesis(server: RunningServer, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{server.port}/openapi.yaml"
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(CONFIGURATION)),
        *("run", url, "--checks", "all", "--max-examples", EXAMPLES, "--seed", "1"),
    ]
    environment = os.environ | {
        "SCHEMATHESIS_HOOKS": "tests.web.schemathesis_hooks",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "100",
    }
    ended = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=3600
    )
    print(ended.stdout[-6000:])
    assert ended.returncode == 0, "schemathesis found failures"
    generated = re.search(r"(\d+) generated", ended.stdout)
    assert generated
    assert int(generated[1]) >= 200
