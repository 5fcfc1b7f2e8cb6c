"""Whole attempts through the real sandbox: what goes in, what comes out, how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from harness.attempts import CONTAINER, Attempt
from harness.object_store import ObjectStore

MakeAttempt = Callable[..., Attempt]
LAUNCHERS = ("bwrap", "inproc") if os.getuid() == 0 else ("bwrap",)
each_launcher = pytest.mark.parametrize("launcher", LAUNCHERS)


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait for something that another process does."""
    give_up = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up
        time.sleep(0.01)


@each_launcher
def test_inputs_go_in_and_artifacts_come_out_under_their_names(
    make_attempt: MakeAttempt, launcher: str
) -> None:
    source = """
from pathlib import Path
import openscript

def main(books: list[Path], month: str) -> dict:
    Path("out/月报").mkdir()
    for index, book in enumerate(books):
        print(book.name, book.read_text())
        Path("out/月报", f"{index} {book.name}").write_text(book.read_text().upper())
        openscript.progress((index + 1) / len(books), book.name)
    return {"message": month, "metrics": {"books": len(books)}, "files": ["out/月报/0 北京 'office'.csv"]}
"""
    names = ["北京 'office'.csv", "🙂.csv", "a.csv", "A.csv", "a.csv", "a.csv"]
    attempt = make_attempt(
        source,
        launcher=launcher,
        parameters={"month": "2026-10"},
        inputs=[("books", name, f"text {index}".encode()) for index, name in enumerate(names)],
    )
    report = attempt.run()

    kept = ["北京 'office'.csv", "🙂.csv", "a.csv", "A.csv", "a (2).csv", "a (3).csv"]
    assert report["outcome"]["status"] == "succeeded", attempt.log()
    assert attempt.text() == "".join(f"{name} text {index}\n" for index, name in enumerate(kept))
    assert {path: data.decode() for path, data in attempt.objects("out/").items()} == {
        f"月报/{index} {name}": f"TEXT {index}" for index, name in enumerate(kept)
    }
    assert [artifact["path"] for artifact in report["artifacts"]] == sorted(
        f"月报/{i} {n}" for i, n in enumerate(kept)
    )
    assert report["usage"]["output_bytes"] == 6 * len("TEXT 0")
    progress = json.loads(attempt.objects("")["progress.json"])
    assert (progress["phase"], progress["fraction"], progress["message"]) == ("uploading", 1.0, "a (3).csv")
    own = [key.removeprefix(attempt.prefix) for key in attempt.store.order]
    assert own[-1] == "report.json"


def test_tables_are_stored_in_chunks_with_their_meta_last(make_attempt: MakeAttempt) -> None:
    rows = '[{"n": n, "text": str(n)} for n in range(2500)]'
    source = f'def main():\n    return {{"tables": {{"big": {rows}, "none": []}}}}\n'
    attempt = make_attempt(source)
    report = attempt.run()
    tables = attempt.objects("tables/")
    assert set(tables) == {
        "big/000000.json",
        "big/000001.json",
        "big/000002.json",
        "big/meta.json",
        "none/meta.json",
    }
    assert [len(json.loads(tables[f"big/00000{n}.json"])) for n in range(3)] == [1000, 1000, 500]
    assert json.loads(tables["big/meta.json"]) == report["result"]["tables"][0]
    assert report["result"]["tables"][0]["row_count"] == 2500


@each_launcher
def test_an_exception_is_told_with_the_scripts_own_lines(make_attempt: MakeAttempt, launcher: str) -> None:
    source = "def main():\n    open('out/kept.txt', 'w').write('x')\n    raise ValueError('no office')\n"
    attempt = make_attempt(source, launcher=launcher)
    outcome = attempt.run()["outcome"]
    assert (outcome["status"], outcome["code"], outcome["message"]) == (
        "failed",
        "script_error",
        "ValueError: no office",
    )
    assert outcome["exception"]["traceback"][-1]["line"] == 3
    assert attempt.objects("out/") == {"kept.txt": b"x"}


def test_checks_that_do_not_tie_are_warnings(make_attempt: MakeAttempt) -> None:
    source = 'def main():\n    return {"checks": [{"name": "total", "expected": 1, "actual": 2}]}\n'
    report = make_attempt(source).run()
    assert report["outcome"]["status"] == "succeeded"
    assert [(each["code"], each["name"]) for each in report["warnings"]] == [("check_does_not_tie", "total")]


def test_log_and_progress_are_posted_while_the_script_runs(make_attempt: MakeAttempt) -> None:
    source = "import time\n\ndef main():\n    print('first')\n    while True:\n        time.sleep(0.01)\n"
    attempt = make_attempt(source)
    process = attempt.start()
    until(lambda: attempt.objects("log/") and "progress.json" in attempt.objects(""))
    assert attempt.text() == "first\n"
    progress = json.loads(attempt.objects("")["progress.json"])
    assert (progress["phase"], progress["fraction"]) == ("running", None)
    process.terminate()
    process.communicate()


@each_launcher
def test_a_cancelled_run_is_ended_at_once_and_reported(
    make_attempt: MakeAttempt, launcher: str, work_dir: Path
) -> None:
    source = """
import signal

def main():
    signal.signal(15, signal.SIG_IGN)
    print('in')
    while True:
        pass
"""
    attempt = make_attempt(source, launcher=launcher)
    process = attempt.start()
    until(lambda: attempt.objects("log/"))
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 0, errors
    assert attempt.report()["outcome"]["code"] == "cancelled"
    assert attempt.text() == "in\n"
    until(lambda: not list(work_dir.iterdir()))


def test_a_run_cancelled_while_its_inputs_are_fetched_is_reported(
    make_attempt: MakeAttempt, store: ObjectStore
) -> None:
    attempt = make_attempt("def main(): pass\n", inputs=[("book", "a.csv", b"x")])
    store.on_request = lambda method, key: time.sleep(3) if key == "input/0" else None
    process = attempt.start()
    until(lambda: ("GET", "input/0") in store.requests)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    assert (process.returncode, attempt.report()["outcome"]["status"]) == (0, "cancelled")


def test_a_run_cancelled_while_uploading_is_cancelled(make_attempt: MakeAttempt, store: ObjectStore) -> None:
    attempt = make_attempt("def main():\n    open('out/a', 'w').write('x')\n")
    store.on_request = lambda method, key: time.sleep(3) if key.endswith("out/a") else None
    process = attempt.start()
    until(lambda: any(key.endswith("out/a") for _, key in store.requests))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    assert (process.returncode, attempt.report()["outcome"]["status"]) == (0, "cancelled")


def test_a_changed_input_is_no_run(make_attempt: MakeAttempt) -> None:
    attempt = make_attempt("def main(): pass\n", inputs=[("book", "a.csv", b"x")])
    attempt.store.objects["input/0"] = b"y"
    report = attempt.run()
    assert (report["outcome"]["status"], report["outcome"]["code"]) == ("failed", "input_changed")
    assert "'a.csv'" in report["outcome"]["message"]
    assert report["started_at"] is None


def test_a_manifest_with_a_fault_is_reported_as_the_platforms(make_attempt: MakeAttempt) -> None:
    attempt = make_attempt("def main(): pass\n")
    attempt.manifest["limits"]["memory_mb"] = "much"
    outcome = attempt.run()["outcome"]
    assert outcome["code"] == "platform_error"
    assert "limits.memory_mb" in outcome["message"]


def test_a_store_that_stumbles_loses_nothing(make_attempt: MakeAttempt, store: ObjectStore) -> None:
    seen: dict[str, int] = {}

    def stumble(_method: str, key: str) -> str | None:
        seen[key] = seen.get(key, 0) + 1
        return ("503", "drop")[seen[key] - 1] if seen[key] < 3 else None

    attempt = make_attempt("def main():\n    print('x')\n    open('out/a', 'w').write('x')\n")
    store.on_request = stumble
    report = attempt.run()
    assert report["outcome"]["status"] == "succeeded"
    assert (attempt.text(), attempt.objects("out/")) == ("x\n", {"a": b"x"})


def test_without_a_manifest_there_is_no_report_and_an_exit_code(
    make_attempt: MakeAttempt, store: ObjectStore
) -> None:
    attempt = make_attempt("def main(): pass\n")
    store.on_request = lambda method, key: "404" if key.endswith("manifest.json") else None
    process = attempt.start()
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "HTTP 404" in errors
    assert "Signature" not in errors


def test_a_report_that_cannot_be_stored_is_an_exit_code(
    make_attempt: MakeAttempt, store: ObjectStore
) -> None:
    attempt = make_attempt("def main(): pass\n")
    store.on_request = lambda method, key: "403" if key.endswith("report.json") else None
    process = attempt.start()
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "report-lost" in errors
    assert "policy" not in errors


def test_a_killed_supervisor_leaves_no_process_and_what_it_left_is_swept(
    make_attempt: MakeAttempt, work_dir: Path
) -> None:
    attempt = make_attempt("import time\n\ndef main():\n    print('in')\n    time.sleep(60)\n")
    process = attempt.start()
    until(lambda: attempt.objects("log/"))
    (run,) = work_dir.iterdir()
    live = make_attempt("import time\n\ndef main():\n    print('in')\n    time.sleep(60)\n", number=2)
    other = live.start()
    until(lambda: live.objects("log/"))
    process.kill()
    process.communicate()
    script = str(run / "work")
    until(lambda: not any(_works_in(pid, script) for pid in os.listdir("/proc") if pid.isdigit()))
    swept = subprocess.run(
        [sys.executable, "-m", "runner", "sweep"],
        cwd=CONTAINER,
        env=attempt.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(swept.stdout)["directories"] == 1
    assert not run.exists()
    assert len(list(work_dir.iterdir())) == 1
    assert not list(Path("/sys/fs/cgroup").glob(f"**/openscript-{run.name}"))
    other.terminate()
    other.communicate()
    assert live.report()["outcome"]["status"] == "cancelled"


def _works_in(pid: str, folder: str) -> bool:
    try:
        return os.readlink(f"/proc/{pid}/cwd") == folder
    except OSError:
        return False


def test_wrong_settings_end_before_anything_is_fetched(make_attempt: MakeAttempt) -> None:
    attempt = make_attempt("def main(): pass\n", launcher="none")
    process = attempt.start()
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, attempt.store.requests) == (2, [])
    assert "OPENSCRIPT_LAUNCHER" in errors


def test_a_log_that_cannot_be_stored_is_the_platforms_fault(
    make_attempt: MakeAttempt, store: ObjectStore
) -> None:
    attempt = make_attempt("def main():\n    print('lost')\n")
    store.on_request = lambda method, key: "403" if "/log/" in key else None
    report = attempt.run()
    assert report["outcome"]["code"] == "platform_error"
    assert "log could not be stored" in report["outcome"]["message"]
