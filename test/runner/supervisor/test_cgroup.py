import os
import signal
from pathlib import Path

import pytest
from runner.cgroup import choose, scope, v2
from runner.cgroup.group import Bounds
from runner.cgroup.place import Mount, own_directory, own_paths, parse_mounts
from runner.cgroup.v1 import create_v1, directories_v1
from runner.cgroup.v2 import create_v2, directory_v2
from runner.settings import Settings
from runner.sweep import sweep

BOUNDS = Bounds(memory_bytes=100 << 20, tasks=20, cpus=1.5)
MOUNTINFO = """\
30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate
31 23 0:27 /docker/abc /sys/fs/cgroup/memory ro,nosuid - cgroup cgroup rw,memory
32 23 0:28 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
33 23 0:29 / /mnt/with\\040space rw - cgroup cgroup rw,pids
34 23 8:1 / / rw - ext4 /dev/sda1 rw
"""


def test_mounts_and_own_paths_are_parsed() -> None:
    mounts = parse_mounts(MOUNTINFO)
    assert [(mount.kind, mount.point, mount.root) for mount in mounts] == [
        ("cgroup2", "/sys/fs/cgroup", "/"),
        ("cgroup", "/sys/fs/cgroup/memory", "/docker/abc"),
        ("cgroup", "/sys/fs/cgroup/cpu,cpuacct", "/"),
        ("cgroup", "/mnt/with space", "/"),
    ]
    assert {"cpu", "cpuacct"} <= mounts[2].controllers
    assert own_paths("4:memory:/a/b\n3:cpu,cpuacct:/\n0::/user.slice\n") == {
        "memory": "/a/b",
        "cpu": "/",
        "cpuacct": "/",
        "": "/user.slice",
    }


@pytest.mark.parametrize(
    ("root", "path", "directory"),
    [
        ("/", "/a", "/m/a"),
        ("/", "/", "/m"),
        ("/docker/abc", "/docker/abc", "/m"),
        ("/docker/abc", "/docker/abc/x", "/m/x"),
        ("/docker/abc", "/docker/abcd", None),
        ("/docker/abc", "/", None),
    ],
)
def test_the_own_directory_is_found_below_the_mounts_root(
    root: str, path: str, directory: str | None
) -> None:
    assert own_directory(Mount("cgroup", "/m", root, frozenset()), path) == directory


def fake_v2(folder: Path, controllers: str = "cpu memory pids") -> Path:
    """A v2 directory as the kernel shows it, of plain files."""
    own = folder / "own"
    own.mkdir()
    (own / "cgroup.controllers").write_text(controllers)
    return own


def test_v2_steps_into_a_leaf_and_sets_every_limit(tmp_path: Path) -> None:
    own = fake_v2(tmp_path)
    group = create_v2(str(own), "openscript-run-1", BOUNDS)
    run = own / "openscript-run-1"
    assert (own / v2.LEAF / "cgroup.procs").read_text() == "0"
    assert (own / "cgroup.subtree_control").read_text() == "+memory +pids +cpu"
    assert (run / "memory.max").read_text() == str(100 << 20)
    assert (run / "memory.swap.max").read_text() == "0"
    assert (run / "memory.oom.group").read_text() == "1"
    assert (run / "pids.max").read_text() == "20"
    assert (run / "cpu.max").read_text() == "150000 100000"
    assert group.directories() == [str(run)]


def test_v2_counts_what_the_kernel_says(tmp_path: Path) -> None:
    own = fake_v2(tmp_path, "memory pids")
    group = create_v2(str(own), "run", BOUNDS)
    for name, text in {
        "memory.stat": "anon 1000\nfile 5000\nshmem 24\n",
        "pids.current": "7\n",
        "memory.events": "oom 3\noom_kill 2\n",
        "pids.events": "max 4\n",
        "memory.peak": "9000\n",
        "cpu.stat": "usage_usec 2500000\nuser_usec 1\n",
    }.items():
        (own / "run" / name).write_text(text)
    assert group.sample() == (1024, 7, 2, 4)
    assert (group.peak_memory(), group.cpu_seconds()) == (9000, 2.5)
    assert not (own / "run" / "cpu.max").exists()


def test_v2_needs_memory_and_pids(tmp_path: Path) -> None:
    own = fake_v2(tmp_path, "cpuset cpu io")
    assert directory_v2([Mount("cgroup2", str(tmp_path), "/", frozenset())], {"": "/own"}) is None
    (own / "cgroup.controllers").write_text("memory pids")
    assert directory_v2([Mount("cgroup2", str(tmp_path), "/", frozenset())], {"": "/own"}) == str(own)
    leaf = {"": f"/own/{v2.LEAF}"}
    assert directory_v2([Mount("cgroup2", str(tmp_path), "/", frozenset())], leaf) == str(own)


def test_v2_leaves_nothing_behind_when_the_kernel_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = fake_v2(tmp_path)

    def refuse(directory: str, name: str, value: object) -> None:
        if name == "memory.max":
            raise PermissionError(name)

    monkeypatch.setattr("runner.cgroup.files.write", refuse)
    with pytest.raises(PermissionError):
        create_v2(str(own), "run", BOUNDS)
    assert not (own / "run").exists()


def test_v1_uses_one_directory_per_controller(tmp_path: Path) -> None:
    parents = {}
    for controller in ("memory", "pids", "cpu"):
        (tmp_path / controller).mkdir()
        parents[controller] = str(tmp_path / controller)
    group = create_v1(parents, "run", BOUNDS)
    assert (tmp_path / "memory/run/memory.limit_in_bytes").read_text() == str(100 << 20)
    assert (tmp_path / "pids/run/pids.max").read_text() == "20"
    assert (tmp_path / "cpu/run/cpu.cfs_quota_us").read_text() == "150000"
    (tmp_path / "memory/run/memory.stat").write_text(
        "rss 1\ntotal_rss 1000\ntotal_cache 9999\ntotal_shmem 24\n"
    )
    (tmp_path / "memory/run/memory.oom_control").write_text("oom_kill_disable 0\nunder_oom 0\noom_kill 1\n")
    assert group.sample().memory_bytes == 1024
    assert group.sample().oom_kills == 1


def test_v1_needs_memory_and_pids(tmp_path: Path) -> None:
    mounts = [Mount("cgroup", str(tmp_path), "/", frozenset({"memory"}))]
    assert directories_v1(mounts, {"memory": "/"}) is None
    mounts.append(Mount("cgroup", str(tmp_path), "/", frozenset({"pids"})))
    assert directories_v1(mounts, {"memory": "/", "pids": "/"}) == {
        "memory": str(tmp_path),
        "pids": str(tmp_path),
    }


def test_without_a_place_there_is_no_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose, "parents", lambda: (None, None))
    monkeypatch.setattr(scope, "move_to_scope", lambda name: False)
    assert choose.create_group("run-x", BOUNDS) is None


def test_this_machines_group_holds_and_lets_go_of_a_process() -> None:
    group = choose.create_group(f"run-test-{os.getpid()}", BOUNDS)
    if group is None:  # this user may make none here, and runs are watched by hand
        return
    pid = os.fork()
    if pid == 0:
        group.join()
        signal.pause()
    while pid not in group.pids():
        pass
    assert group.sample().tasks == 1
    group.kill()
    os.waitpid(pid, 0)
    assert group.pids() == []
    group.remove()
    assert not any(os.path.exists(directory) for directory in group.directories())


def test_v2_goes_back_when_others_live_in_the_same_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = fake_v2(tmp_path)
    moves: list[str] = []

    def write(directory: str, name: str, value: object) -> None:
        if name == "cgroup.subtree_control":
            raise OSError(16, "busy")
        moves.append(f"{Path(directory).name}/{name}")

    monkeypatch.setattr("runner.cgroup.files.write", write)
    with pytest.raises(OSError, match="busy"):
        create_v2(str(own), "run", BOUNDS)
    assert moves == [f"{v2.LEAF}/cgroup.procs", "own/cgroup.procs"]
    assert [path.name for path in own.iterdir()] == ["cgroup.controllers"]


FAKE_BUSCTL = """#!/bin/sh
echo "$@" > {folder}/asked
exit {code}
"""


@pytest.mark.parametrize(("code", "moved"), [(0, True), (1, False)])
def test_systemd_is_asked_for_a_delegated_scope_with_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, moved: bool
) -> None:
    (tmp_path / "busctl").write_text(FAKE_BUSCTL.format(folder=tmp_path, code=code))
    (tmp_path / "busctl").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(scope, "_bus", lambda user: str(tmp_path))
    cgroups = iter(["0::/session.scope", "0::/session.scope", "0::/openscript-run-1.scope"])
    monkeypatch.setattr(scope, "_own_cgroup", lambda: next(cgroups))
    assert scope.move_to_scope("openscript-run-1") is moved
    asked = (tmp_path / "asked").read_text()
    assert f"openscript-run-1.scope fail 2 PIDs au 1 {os.getpid()} Delegate b true 0" in asked


def test_without_systemd_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "_bus", lambda user: "/nowhere/bus")
    assert scope.move_to_scope("openscript-run-1") is False


def test_an_abandoned_empty_group_is_swept(work_dir: Path) -> None:
    group = choose.create_group(f"run-abandoned-{os.getpid()}", BOUNDS)
    if group is None:  # this user may make none here, so that none can be left
        return
    for directory in group.directories():
        os.utime(directory, (0, 0))
    assert sweep(Settings(None, "bwrap", 0, str(work_dir), "/usr/bin/python3")) == 0
    assert not any(os.path.exists(directory) for directory in group.directories())
