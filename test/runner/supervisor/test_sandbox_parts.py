import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from harness.slots import claim_slot
from runner.errors import PlatformFault
from runner.sandbox import processes, spawn
from runner.sandbox.environment import script_environment
from runner.sandbox.identity import run_identity
from runner.sandbox.interpreter import interpreter_paths
from runner.sandbox.mounts import mount_arguments, read_mounts
from runner.sandbox.reach import closed_parent

PLACES = {"run": "/scratch/run-1", "code": "/repo/container", "etc": "/repo/etc"}


def test_the_reviewed_mounts_give_the_script_nothing_of_the_host_to_write() -> None:
    arguments = mount_arguments(read_mounts(), PLACES, [("/home/a/venv", "/home/a/venv")], 64)
    writable = [arguments[at + 1] for at, word in enumerate(arguments) if word in ("--bind", "--dev-bind")]
    assert writable == ["/scratch/run-1/work", "/scratch/run-1/result"]
    shown = [arguments[at + 1] for at, word in enumerate(arguments) if word == "--ro-bind"]
    assert not [
        path for path in shown if path in ("/", "/etc", "/home", "/root", "/var", "/run", "/sys", "/repo")
    ]
    assert arguments[-4:] == ["--remount-ro", "/dev", "--remount-ro", "/"]


def test_temporary_folders_are_bounded_and_the_interpreter_lies_on_top() -> None:
    arguments = mount_arguments(read_mounts(), PLACES, [("/tmp/x/venv", "/tmp/x/venv")], 64)
    tmp, interpreter = arguments.index("/tmp"), arguments.index("/tmp/x/venv")
    assert arguments[tmp - 3 : tmp] == ["--size", str(64 << 20), "--tmpfs"]
    assert tmp < interpreter


def test_an_unknown_kind_of_mount_is_an_error() -> None:
    with pytest.raises(ValueError, match="bind-everything"):
        mount_arguments([["bind-everything", "/"]], PLACES, [], 1)


def test_a_host_folder_that_is_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "usr-lib").mkdir()
    (tmp_path / "lib").symlink_to("usr-lib")
    assert mount_arguments([["same", str(tmp_path / "lib")]], {}, [], 1) == [
        "--symlink",
        "usr-lib",
        str(tmp_path / "lib"),
    ]
    assert mount_arguments([["same", str(tmp_path / "absent")]], {}, [], 1) == []


def test_the_environment_is_built_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    environment = script_environment(home="/tmp", run_id="run_1", time_zone="Asia/Shanghai", cpu=1.5)
    assert environment["TZ"] == "Asia/Shanghai"
    assert (environment["OPENBLAS_NUM_THREADS"], environment["OPENBLAS_CORETYPE"]) == ("2", "Haswell")
    assert not [name for name in environment if "AWS" in name or "MANIFEST" in name]


def fake_venv(folder: Path) -> tuple[Path, Path]:
    """A virtual environment whose interpreter lies elsewhere, behind two links."""
    base = folder / "pyenv" / "versions" / "3.13.0"
    (base / "bin").mkdir(parents=True)
    (base / "bin" / "python3.13").touch(mode=0o755)
    (base / "bin" / "python3").symlink_to("python3.13")
    (folder / "pyenv" / "versions" / "3.13").symlink_to("3.13.0")
    venv = folder / "repo" / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(folder / "pyenv" / "versions" / "3.13" / "bin" / "python3")
    (venv / "pyvenv.cfg").write_text(f"home = {folder}/pyenv/versions/3.13/bin\nversion = 3.13.0\n")
    return venv, base


def test_a_venv_needs_itself_and_its_installation_under_both_names(tmp_path: Path) -> None:
    venv, base = fake_venv(tmp_path)
    assert interpreter_paths(str(venv / "bin" / "python")) == sorted(
        [str(venv), str(base), str(tmp_path / "pyenv" / "versions" / "3.13")]
    )


def test_the_systems_interpreter_needs_nothing_more() -> None:
    assert interpreter_paths("/usr/bin/python3") == []


def test_the_closed_parent_of_a_path_is_found(work_dir: Path) -> None:
    (work_dir / "closed" / "open").mkdir(parents=True)
    (work_dir / "closed").chmod(0o700)
    assert closed_parent(str(work_dir / "closed" / "open" / "file")) == str(work_dir / "closed")
    assert closed_parent("/usr/bin/env") is None


def test_a_spawned_process_has_only_the_descriptors_it_is_meant_to_have(tmp_path: Path) -> None:
    leaked = os.open("/etc/passwd", os.O_RDONLY)
    os.set_inheritable(leaked, True)
    extra = os.open(tmp_path, os.O_RDONLY)
    listing = "sorted(int(name) for name in os.listdir('/proc/self/fd'))[:-1]"
    script = f"import os; print({listing}, os.readlink('/proc/self/fd/0'))"
    child = spawn.spawn(lambda: os.execve(sys.executable, ["python", "-I", "-c", script], {}), [extra])
    os.waitpid(child.pid, 0)
    os.set_blocking(child.stdout, True)
    assert os.read(child.stdout, 1000) == b"[0, 1, 2, 3, 4] /dev/null\n"
    for descriptor in (leaked, extra, child.stdout, child.stderr, child.progress, child.pidfd):
        os.close(descriptor)


def test_a_failure_before_the_program_starts_comes_back() -> None:
    def fail() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(PlatformFault, match="No space left"):
        spawn.spawn(fail, [])


RACE = """
import os, signal
while True:
    try:
        os.kill(-1, signal.SIGKILL)
    except OSError:
        pass
"""


def test_a_user_is_killed_though_it_kills_its_own_user_in_a_loop() -> None:
    identity = run_identity(claim_slot())
    assert identity.changes == (os.getuid() == 0)
    if (
        not identity.changes
    ):  # then there is no user of the run's own to kill, and the launcher refuses to start
        return
    started = [
        subprocess.Popen(
            ["/usr/bin/python3", "-c", script], user=identity.uid, group=identity.uid, extra_groups=[]
        )
        for script in (RACE, "import time; time.sleep(60)")
    ]
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        processes.kill_user(identity.uid, identity.killer_uid)
        if processes.reap_all(lambda: processes.kill_user(identity.uid, identity.killer_uid)):
            break
    for process in started:
        process.wait()
    assert not [
        pid for pid in os.listdir("/proc") if pid.isdigit() and processes.real_user(int(pid)) == identity.uid
    ]
