"""What happens to whoever takes too much, and to a fetch that does not give the file."""

import json
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from preview import limits
from preview.handler import handler
from raw_workbook import archive, parts, shared_strings, workbook

_CONTAINER = Path(__file__).parents[3] / "container"
_WITH_LIMIT = """
import sys
sys.path.insert(0, sys.argv[1])
from preview import limits, worker
limits.MAX_ADDRESS_SPACE_BYTES = int(sys.argv[2])
sys.exit(worker.main())
"""


def _work(path: Path, address_space: int) -> subprocess.CompletedProcess[str]:
    task = {"path": str(path), "name": path.name, "complete": True, "sheet": None, "rows": 10}
    return subprocess.run(
        [sys.executable, "-I", "-c", _WITH_LIMIT, str(_CONTAINER), str(address_space)],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def heavy(tmp_path_factory) -> Path:
    """A workbook within every guard whose strings take eighty megabytes to keep."""
    items = f"<si><t>{'长' * 1000}</t></si>" * 40_000
    path = tmp_path_factory.mktemp("heavy") / "heavy.xlsx"
    path.write_bytes(archive(parts(strings=shared_strings(items)), zipfile.ZIP_STORED))
    return path


def test_too_much_memory_is_a_typed_answer(heavy):
    done = _work(heavy, 100 * limits.MB)
    assert json.loads(done.stdout) == {"ok": False, "reason": "too_complex"}
    light = heavy.with_name("light.xlsx")
    light.write_bytes(workbook())
    assert json.loads(_work(light, 100 * limits.MB).stdout)["ok"]


def test_too_much_processor_time_ends_the_worker():
    endless = (
        "import sys; sys.path.insert(0, sys.argv[1]); from preview import worker; "
        "worker.limit_self(1, 0)\nwhile True: pass"
    )
    done = subprocess.run([sys.executable, "-I", "-c", endless, str(_CONTAINER)], timeout=60, check=False)
    assert done.returncode == -signal.SIGXCPU or done.returncode == -signal.SIGKILL


def test_a_worker_that_does_not_end_in_time_is_a_typed_answer(preview, monkeypatch):
    monkeypatch.setattr(limits, "MAX_WORKER_SECONDS", 0.001)
    assert preview(workbook(), "a.xlsx") == {"ok": False, "reason": "too_complex"}


def test_a_worker_that_dies_is_a_typed_answer(preview, monkeypatch, tmp_path):
    worker = tmp_path / "worker.py"
    worker.write_text("import os; os.kill(os.getpid(), 11)")
    monkeypatch.setattr("preview.handler._WORKER", worker)
    assert preview(workbook(), "a.xlsx") == {"ok": False, "reason": "too_complex"}


def test_the_worker_has_no_credentials_and_writes_nothing(preview, monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    worker = tmp_path / "worker.py"
    answer = '{"ok": true, "kind": "text", "rows": [[",".join(sorted(os.environ))]]}'
    worker.write_text(f"import os, json; print(json.dumps({answer.replace('true', 'True')}))")
    monkeypatch.setattr("preview.handler._WORKER", worker)
    [[names]] = preview(workbook(), "a.xlsx")["rows"]
    assert not [name for name in names.split(",") if name not in ("LC_CTYPE", "LD_LIBRARY_PATH")]


def _event(url: str, size: int = 10) -> dict:
    return {"url": url, "name": "a.csv", "size": size, "sheet": None, "rows": 10}


def test_what_is_not_there_whole_is_not_fetched(bucket):
    bucket.objects["/short"] = b"abc"
    for url in (f"{bucket.url}/none", f"{bucket.url}/short", "file:///etc/passwd", "http://127.0.0.1:9/x"):
        assert handler(_event(url), None) == {"ok": False, "reason": "not_fetched"}


def test_nobody_is_redirected(bucket):
    bucket.redirect_to = f"{bucket.url}/elsewhere"
    assert handler(_event(f"{bucket.url}/file"), None) == {"ok": False, "reason": "not_fetched"}
    assert bucket.asked == ["/file"]


def test_the_url_is_not_logged(bucket, capfd):
    bucket.objects["/file?X-Amz-Signature=secret"] = b"a,b\n"
    assert handler(_event(f"{bucket.url}/file?X-Amz-Signature=secret", 4), None)["ok"]
    handler(_event(f"{bucket.url}/gone?X-Amz-Signature=secret", 4), None)
    captured = capfd.readouterr()
    assert "secret" not in captured.out + captured.err
    assert '"outcome": "csv"' in captured.out


@pytest.mark.parametrize(
    "event",
    [
        None,
        {},
        _event("x") | {"more": 1},
        _event("x") | {"size": -1},
        _event("x") | {"size": "1"},
        _event("x") | {"rows": True},
        _event("x") | {"rows": 1001},
        _event("x") | {"sheet": 1},
    ],
)
def test_an_event_of_another_form_is_an_error(event):
    with pytest.raises(ValueError):
        handler(event, None)
