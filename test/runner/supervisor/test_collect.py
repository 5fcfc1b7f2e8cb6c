import os
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runner.manifest import Limits
from runner.outputs.beneath import open_file, open_root, read_small
from runner.outputs.collect import MAX_DEPTH, Collected, collect
from runner.outputs.content_type import content_type

LIMITS = Limits(5, 1, 100, 10, 1, 2, 20, 1)


def collected(folder: Path, limits: Limits = LIMITS) -> Collected:
    root = open_root(str(folder))
    try:
        return collect(root, limits)
    finally:
        os.close(root)


def test_regular_files_are_listed_in_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "北京.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [file.path for file in collected(tmp_path).files] == ["a/b/c.txt", "a/z.txt", "b.txt", "北京.csv"]


def test_everything_else_is_refused_with_its_reason(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.symlink("/etc", tmp_path / "link")
    (tmp_path / "one").write_text("x")
    os.link(tmp_path / "one", tmp_path / "two")
    (tmp_path / "big").write_bytes(b"x" * ((1 << 20) + 1))
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket"))
    server.close()
    found = collected(tmp_path)
    assert found.files == []
    assert {each["path"]: each["reason"] for each in found.refused} == {
        "pipe": "is a pipe",
        "link": "is a symbolic link",
        "one": "has more than one name (hard link)",
        "two": "has more than one name (hard link)",
        "big": "is larger than 1 MiB",
        "socket": "is a socket",
    }


def test_a_device_is_refused(tmp_path: Path) -> None:
    device = tmp_path / "device"
    if os.getuid() == 0:
        os.mknod(device, 0o600 | 0o020000, os.makedev(1, 5))
        reason = "is a device"
    else:  # an ordinary user cannot make one; the nearest is a link to it
        os.symlink("/dev/zero", device)
        reason = "is a symbolic link"
    assert collected(tmp_path).refused == [{"path": "device", "reason": reason}]


def test_count_size_depth_and_path_have_limits(tmp_path: Path) -> None:
    for index in range(25):
        (tmp_path / f"{index:02d}").write_bytes(b"x" * 90_000)
    deep = tmp_path.joinpath(*["d"] * (MAX_DEPTH + 1))
    deep.mkdir(parents=True)
    (deep / "file").write_text("x")
    found = collected(tmp_path)
    assert len(found.files) == 20
    reasons = {each["reason"] for each in found.refused}
    assert reasons == {
        "is more than the 20 files a run may leave",
        f"is nested more than {MAX_DEPTH} folders deep",
    }
    assert {
        each["reason"] for each in collected(tmp_path, LIMITS._replace(output_mb=1, output_files=99)).refused
    } >= {"is more than the 1 MiB a run may leave"}
    long = tmp_path / ("n" * 250) / ("n" * 250) / ("n" * 250) / ("n" * 250)
    long.mkdir(parents=True)
    (long / "file").write_text("x")
    assert any("its path is longer" in each["reason"] for each in collected(tmp_path).refused)


def test_refusals_are_listed_up_to_a_number_and_counted_beyond(tmp_path: Path) -> None:
    for index in range(230):
        os.symlink("x", tmp_path / f"{index}")
    found = collected(tmp_path)
    assert (len(found.refused), found.more_refused) == (200, 30)


@settings(max_examples=60)
@given(
    st.lists(
        st.binary(min_size=1, max_size=60).filter(lambda name: not {0, 47} & set(name) and name.strip(b".")),
        max_size=8,
    )
)
def test_any_name_is_collected_or_refused(
    tmp_path_factory: pytest.TempPathFactory, names: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("names")
    for name in set(names):
        with open(os.fsencode(folder) + b"/" + name, "wb"):
            pass
    found = collected(folder)
    assert len(found.files) + len(found.refused) == len(set(names))
    for file in found.files:
        assert os.fsencode(file.path) in names
        file.path.encode("utf-8")


def test_a_folder_that_became_a_link_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "passwd").write_text("mine")
    root = open_root(str(tmp_path))
    (tmp_path / "folder").rename(tmp_path / "elsewhere")
    os.symlink("/etc", tmp_path / "folder")
    with pytest.raises(OSError, match="folder"):
        open_file(root, ("folder", "passwd"))
    os.close(root)


def test_a_small_file_is_read_or_refused(tmp_path: Path) -> None:
    root = open_root(str(tmp_path))
    (tmp_path / "good").write_bytes(b"1234")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    assert read_small(root, ("good",), 4) == b"1234"
    assert read_small(root, ("absent",), 4) is None
    assert read_small(root, ("good", "below"), 4) is None
    for name, at_most in (("good", 3), ("pipe", 9), ("folder", 9)):
        with pytest.raises(ValueError, match="is"):
            read_small(root, (name,), at_most)
    os.close(root)


def test_a_root_that_is_a_link_is_refused(tmp_path: Path) -> None:
    os.symlink("/etc", tmp_path / "out")
    with pytest.raises(OSError, match="out"):
        open_root(str(tmp_path / "out"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("A.XLSX", "spreadsheetml"), ("x.html", "octet"), ("x.svg", "octet"), ("none", "octet")],
)
def test_html_and_svg_are_plain_bytes(name: str, kind: str) -> None:
    assert kind in content_type(name)
