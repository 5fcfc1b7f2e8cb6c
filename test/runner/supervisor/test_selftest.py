import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import as_user
from harness.attempts import CONTAINER, Attempt
from harness.object_store import ObjectStore
from runner.selftest import host
from runner.selftest.judge import judge

LAUNCHERS = ("bwrap", "inproc") if os.getuid() == 0 else ("bwrap",)
ORDINARY_USER = 12345
GOOD = {
    "uid": 1000,
    "gid": 1000,
    "groups": [],
    "capabilities": ["0000000000000000"] * 4,
    "no_new_privs": "1",
    "seccomp": "2",
    "interfaces": ["lo"],
    "internet_socket": "",
    "netlink_socket": "OSError",
    "core_pattern": "PermissionError",
    "user_namespace": "Operation not permitted",
    "write_system": "OSError",
    "processes": 2,
    "environment": ["HOME", "TZ"],
}


def selftest(work_dir: Path, launcher: str, *before: str, **environment: str) -> dict:
    done = subprocess.run(
        [*before, sys.executable, "-m", "runner", "selftest"],
        cwd=CONTAINER,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "OPENSCRIPT_LAUNCHER": launcher,
            "OPENSCRIPT_WORK_DIR": str(work_dir),
            **environment,
        },
    )
    document = json.loads(done.stdout)
    assert done.returncode == (0 if document["ok"] else 1)
    return document


def as_ordinary_user(work_dir: Path) -> list[str]:
    """The words before a command that make an ordinary user run it; nothing where the tests' user is one."""
    if os.getuid() != 0:
        return []
    os.chown(work_dir, ORDINARY_USER, ORDINARY_USER)
    return [sys.executable, as_user.__file__, str(ORDINARY_USER)]


@pytest.mark.parametrize("launcher", LAUNCHERS)
def test_the_sandbox_of_this_machine_holds(work_dir: Path, launcher: str) -> None:
    document = selftest(work_dir, launcher)
    assert document["ok"], document
    assert [check["name"] for check in document["checks"] if not check["ok"]] == []
    assert document["remedies"] == []
    assert list(work_dir.iterdir()) == []


def test_the_sandbox_holds_for_an_ordinary_user_too(work_dir: Path) -> None:
    document = selftest(work_dir, "bwrap", *as_ordinary_user(work_dir))
    assert document["ok"], document


@pytest.mark.parametrize(
    ("code", "body", "limits"),
    [
        (None, "print(sum(range(10)))", {}),
        ("memory_limit", "kept = [bytearray(8 << 20) for _ in range(1000)]", {"memory_mb": 128}),
        (
            "memory_limit",
            "for n in range(30): open(f'/tmp/{n}', 'wb').write(bytes(4 << 20))\n    while True: pass",
            {"memory_mb": 128},
        ),
        ("process_limit", "import os, time\n    while os.fork(): pass\n    time.sleep(9)", {"processes": 20}),
        ("time_limit", "while True: pass", {"timeout_seconds": 1}),
    ],
)
def test_limits_hold_for_an_ordinary_user_without_control_groups(
    make_attempt: Callable[..., Attempt], work_dir: Path, code: str | None, body: str, limits: dict
) -> None:
    attempt = make_attempt(f"def main():\n    {body}\n", limits=limits)
    attempt.before = as_ordinary_user(work_dir)
    assert attempt.run()["outcome"]["code"] == code


def test_what_the_probe_must_have_seen() -> None:
    assert [check.name for check in judge(GOOD, "bwrap") if not check.ok] == []
    assert [
        check.name for check in judge({**GOOD, "internet_socket": "OSError"}, "inproc") if not check.ok
    ] == []


@pytest.mark.parametrize(
    ("launcher", "change"),
    [
        ("bwrap", {"uid": 0}),
        ("bwrap", {"gid": 0}),
        ("bwrap", {"groups": [0]}),
        ("bwrap", {"seccomp": "0"}),
        ("bwrap", {"capabilities": ["0000000000000000", "0000000000000001"]}),
        ("bwrap", {"no_new_privs": "0"}),
        ("bwrap", {"interfaces": ["eth0", "lo"]}),
        ("bwrap", {"core_pattern": ""}),
        ("bwrap", {"user_namespace": ""}),
        ("bwrap", {"netlink_socket": ""}),
        ("bwrap", {"write_system": ""}),
        ("bwrap", {"processes": 40}),
        ("bwrap", {"environment": ["AWS_SECRET_ACCESS_KEY"]}),
        ("inproc", {"internet_socket": ""}),
    ],
)
def test_each_hole_is_found(launcher: str, change: dict) -> None:
    assert [
        check for check in judge({**GOOD, "internet_socket": "OSError", **change}, launcher) if not check.ok
    ]


def test_a_host_without_bubblewrap_is_told_what_to_install(
    work_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "find_bwrap", lambda: None)
    assert [each["code"] for each in host.remedies("bwrap")] == ["no_bwrap"]
    assert all(each["en"] and each["zh-CN"] for each in host.remedies("bwrap"))


def test_every_switch_has_advice_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {path: value for path, value, _ in host.SWITCHES}
    monkeypatch.setattr(host, "_read", lambda path: values[path])
    monkeypatch.setattr(host, "find_bwrap", lambda: "/bin/true")
    codes = [each["code"] for each in host.remedies("bwrap")]
    assert codes == ["old_bwrap", *(code for _, _, code in host.SWITCHES)]


def test_a_broken_sandbox_fails_the_test_with_words(work_dir: Path, tmp_path: Path) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    document = selftest(work_dir, "bwrap", OPENSCRIPT_PYTHON=str(broken))
    assert not document["ok"]
    assert "the probe did not come back" in document["error"]
    assert document["remedies"][0]["code"] == "unknown"


def test_the_object_store_of_these_tests_is_on_loopback_only(store: ObjectStore) -> None:
    assert store.url.startswith("http://127.0.0.1:")
