import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runner.manifest import read_identity, read_manifest
from runner.shapes import ShapeError

SHA = "0" * 64
MANIFEST: dict[str, Any] = {
    "format": 1,
    "run_id": "run_01JABC",
    "attempt": 2,
    "created_at": "2026-11-22T00:00:00.000Z",
    "script": {
        "name": "merge",
        "version": 3,
        "file_name": "merge.py",
        "sha256": SHA,
        "size": 10,
        "url": "https://s/x?secret",
    },
    "parameters": {"month": "2026-10"},
    "inputs": [
        {
            "parameter": "文件",
            "file_id": "file_1",
            "name": "北京 🙂.xlsx",
            "size": 5,
            "sha256": SHA,
            "url": "http://s/y",
        }
    ],
    "limits": {
        "timeout_seconds": 0.5,
        "cpu": 1,
        "memory_mb": 2048,
        "processes": 256,
        "file_mb": 1024,
        "output_mb": 2048,
        "output_files": 1000,
        "log_mb": 50,
    },
    "time_zone": "America/Argentina/Buenos_Aires",
    "upload": {"url": "https://bucket.s3", "fields": {"policy": "p"}, "key_prefix": "runs/run_01JABC/2/"},
}
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=8), below, max_size=3),
    max_leaves=8,
)


def places(value: Any, path: tuple = ()) -> list[tuple]:
    """Every place in the document."""
    found = [path]
    if isinstance(value, dict) and path != ("parameters",) and path != ("upload", "fields"):
        found += [each for key in value for each in places(value[key], (*path, key))]
    if isinstance(value, list):
        found += [each for index in range(len(value)) for each in places(value[index], (*path, index))]
    return found


def changed(path: tuple, value: Any) -> Any:
    """The manifest with another value at a place."""
    if not path:
        return value
    document = copy.deepcopy(MANIFEST)
    target = document
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return document


def test_a_good_manifest_is_read() -> None:
    manifest = read_manifest(MANIFEST)
    assert manifest.inputs[0].name == "北京 🙂.xlsx"
    assert manifest.limits.timeout_seconds == 0.5
    assert manifest.upload.key_prefix == "runs/run_01JABC/2/"


@pytest.mark.parametrize("path", [path for path in places(MANIFEST) if path], ids=str)
def test_a_missing_key_is_an_error(path: tuple) -> None:
    document = copy.deepcopy(MANIFEST)
    target: Any = document
    for step in path[:-1]:
        target = target[step]
    if isinstance(target, dict):
        del target[path[-1]]
        with pytest.raises(ShapeError):
            read_manifest(document)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 2),
        (("format",), True),
        (("attempt",), 0),
        (("attempt",), "2"),
        (("extra",), 1),
        (("inputs", 0, "name"), "../x"),
        (("inputs", 0, "name"), ".."),
        (("inputs", 0, "name"), "a\nb"),
        (("inputs", 0, "parameter"), "a/b"),
        (("inputs", 0, "parameter"), ".."),
        (("inputs", 0, "sha256"), "A" * 64),
        (("inputs", 0, "size"), -1),
        (("inputs", 0, "size"), 1.0),
        (("inputs", 0, "url"), "file:///etc/passwd"),
        (("script", "file_name"), "../merge.py"),
        (("script", "size"), 2**21),
        (("limits", "memory_mb"), 0),
        (("limits", "cpu"), float("nan")),
        (("limits", "timeout_seconds"), float("inf")),
        (("limits", "extra"), 1),
        (("time_zone",), "../../etc/passwd"),
        (("time_zone",), "A/../B"),
        (("upload", "key_prefix"), "runs/run_other/2/"),
        (("upload", "fields"), {"a\r\nb": "x"}),
        (("upload", "fields"), {"a": 1}),
        (("parameters",), []),
    ],
)
def test_a_wrong_value_is_an_error(path: tuple, value: Any) -> None:
    with pytest.raises(ShapeError):
        read_manifest(changed(path, value))


@given(st.sampled_from(places(MANIFEST)), json_values)
def test_any_json_is_read_or_refused_in_words(path: tuple, value: Any) -> None:
    document = changed(path, value)
    try:
        read_manifest(document)
    except ShapeError as error:
        assert "secret" not in str(error)


@given(json_values)
def test_an_identity_is_read_or_refused(value: Any) -> None:
    with pytest.raises(ShapeError):
        read_identity(value)


def test_an_identity_survives_a_bad_rest() -> None:
    assert read_identity({**MANIFEST, "limits": None, "format": 9}).run_id == "run_01JABC"
