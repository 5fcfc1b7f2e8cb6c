"""The authors' module outside of the platform."""

import copy
from pathlib import Path

import openscript
import pytest
from openscript import File


def test_its_names():
    assert openscript.__all__ == ["Accept", "Count", "File", "MaxSize", "Param", "UserError", "progress"]


def test_a_file_is_a_path(tmp_path):
    path = tmp_path / "北京 office.xlsx"
    path.write_bytes(b"abc")
    file = File(path)
    assert isinstance(file, Path)
    assert (file, hash(file)) == (path, hash(path))
    assert (file.original_name, file.size, file.sha256) == ("北京 office.xlsx", 3, None)
    with open(file, "rb") as opened:
        assert opened.read() == b"abc"


def test_a_path_made_from_a_file_is_another_file():
    file = File("/in/a.xlsx", original_name="b.xlsx", size=7, sha256="c" * 64)
    assert copy.copy(file).size == 7
    derived = file.with_suffix(".csv")
    assert derived == Path("/in/a.csv")
    assert getattr(derived, "sha256", None) is None
    assert getattr(file.parent, "original_name", "in") == "in"


def test_progress_without_the_platform_goes_to_stderr(capsys):
    openscript.progress(0.4, "merging")
    openscript.progress(None)
    openscript.progress(7)
    assert capsys.readouterr().err == "progress: 40% merging\nprogress:\nprogress: 100%\n"


def test_progress_is_not_a_number():
    with pytest.raises(ValueError, match="from 0 to 1"):
        openscript.progress(float("nan"))


def test_a_misspelt_argument_is_a_type_error():
    with pytest.raises(TypeError):
        openscript.Param(titel="x")
