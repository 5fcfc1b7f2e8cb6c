import os
from pathlib import Path

from runner.limits.disk import MAX_DEPTH, measure, unlinked_bytes
from runner.tree import remove_tree


def deep(folder: Path, levels: int) -> None:
    """Folders in folders, deeper than any path may be long."""
    before = os.open(".", os.O_RDONLY)
    os.chdir(folder)
    for _ in range(levels):
        os.mkdir("d" * 50)
        os.chdir("d" * 50)
    os.fchdir(before)
    os.close(before)


def test_files_are_counted_and_measured(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "file").write_bytes(b"x" * 100_000)
    (tmp_path / "sparse").touch()
    os.truncate(tmp_path / "sparse", 1 << 30)
    os.symlink("/usr", tmp_path / "link")
    use = measure(str(tmp_path), 100)
    assert (use.files, use.entries, use.largest) == (3, 5, 1 << 30)
    assert 100_000 <= use.bytes_used < 1 << 20


def test_space_behind_two_names_counts_once(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"x" * 1_000_000)
    os.link(tmp_path / "one", tmp_path / "two")
    assert 1_000_000 <= measure(str(tmp_path), 100).bytes_used < 1_100_000


def test_inputs_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "input").write_bytes(b"x" * 1_000_000)
    use = measure(str(tmp_path), 100, (tmp_path / "in").stat().st_ino)
    assert (use.files, use.largest) == (0, 0)


def test_a_walk_stops_at_its_limits(tmp_path: Path) -> None:
    for index in range(50):
        (tmp_path / f"{index}").touch()
    assert measure(str(tmp_path), 20).entries == 21
    deep(tmp_path, MAX_DEPTH + 2)
    assert measure(str(tmp_path), 1000).too_deep
    remove_tree(str(tmp_path))


def test_what_is_gone_measures_nothing(tmp_path: Path) -> None:
    assert measure(str(tmp_path / "absent"), 10).entries == 0


def test_nameless_files_are_seen_through_who_holds_them(tmp_path: Path) -> None:
    with open(tmp_path / "nameless", "wb", buffering=0) as file:
        file.write(b"x" * 500_000)
        os.unlink(tmp_path / "nameless")
        held = unlinked_bytes([os.getpid()], os.fstat(file.fileno()).st_dev)
    assert held >= 500_000
    assert unlinked_bytes([2**22 + 1], 0) == 0


def test_a_tree_is_removed_whatever_the_script_did_to_it(tmp_path: Path) -> None:
    tree, outside = tmp_path / "tree", tmp_path / "outside"
    tree.mkdir()
    outside.mkdir()
    (outside / "kept").write_text("kept")
    os.symlink(outside, tree / "link")
    (tree / "locked" / "inner").mkdir(parents=True)
    (tree / "locked" / "inner" / "file").touch()
    os.mkfifo(tree / "locked" / "pipe")
    (tree / "locked" / "inner").chmod(0)
    (tree / "locked").chmod(0)
    deep(tree, 200)
    remove_tree(str(tree))
    assert not tree.exists()
    assert (outside / "kept").read_text() == "kept"


def test_a_link_is_not_removed_as_a_tree(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    os.symlink(tmp_path / "real", tmp_path / "link")
    remove_tree(str(tmp_path / "link"))
    assert (tmp_path / "real").is_dir()
