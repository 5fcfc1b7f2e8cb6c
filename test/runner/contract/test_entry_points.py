"""The Lambda handler and the command: the same document by both ways."""

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest
from inspected import inspect_source
from runner.contract.lambda_handler import handler

CONTAINER = Path(__file__).resolve().parents[3] / "container"
SOURCE = "def main(month: str = '2026-10'):\n    '''汇总'''\n"


def test_the_handler_answers_the_document():
    event = {"file_name": "sample.py", "source_base64": base64.b64encode(SOURCE.encode()).decode()}
    assert handler(event, None) == inspect_source(SOURCE)


@pytest.mark.parametrize(
    "event",
    [
        None,
        [],
        {},
        {"file_name": "a.py"},
        {"file_name": 1, "source_base64": ""},
        {"file_name": "a.py", "source_base64": "*"},
    ],
)
def test_the_handler_refuses_bad_events_with_a_document(event):
    document = handler(event, None)
    assert document["errors"][0]["reason"] == "bad_request"


def run_command(*arguments: str):
    return subprocess.run(
        [sys.executable, "-m", "runner.contract", *arguments],
        cwd=CONTAINER, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def test_the_command_prints_the_document(tmp_path):
    path = tmp_path / "sample.py"
    path.write_text(SOURCE, encoding="utf-8")
    done = run_command("inspect", str(path))
    assert (done.returncode, json.loads(done.stdout)) == (0, inspect_source(SOURCE))


def test_the_command_tells_by_its_exit_code_what_was_wrong(tmp_path):
    path = tmp_path / "sample.py"
    path.write_text("x = 1", encoding="utf-8")
    refused = run_command("inspect", str(path))
    assert (refused.returncode, json.loads(refused.stdout)["ok"]) == (1, False)
    assert run_command("inspect", str(tmp_path / "absent.py")).returncode == 2
    assert run_command("inspect").returncode == 2
