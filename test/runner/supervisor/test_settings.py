import sys

import pytest
from runner.errors import SettingsError
from runner.settings import read_settings

GOOD = {
    "OPENSCRIPT_MANIFEST_URL": "https://store.example/manifest?X-Amz-Signature=secret",
    "OPENSCRIPT_LAUNCHER": "bwrap",
    "OPENSCRIPT_WORK_DIR": "/tmp",
}


def test_a_complete_environment_is_read() -> None:
    settings = read_settings({**GOOD, "OPENSCRIPT_SLOT": "7"}, manifest_needed=True)
    assert (settings.launcher, settings.slot, settings.work_dir) == ("bwrap", 7, "/tmp")
    assert settings.python == sys.executable


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("OPENSCRIPT_MANIFEST_URL", ""),
        ("OPENSCRIPT_MANIFEST_URL", "ftp://x/y"),
        ("OPENSCRIPT_MANIFEST_URL", "http:///y"),
        ("OPENSCRIPT_MANIFEST_URL", "http://x/a b"),
        ("OPENSCRIPT_LAUNCHER", ""),
        ("OPENSCRIPT_LAUNCHER", "none"),
        ("OPENSCRIPT_LAUNCHER", "BWRAP"),
        ("OPENSCRIPT_SLOT", "-1"),
        ("OPENSCRIPT_SLOT", "900"),
        ("OPENSCRIPT_SLOT", "1.0"),
        ("OPENSCRIPT_SLOT", "٣"),
        ("OPENSCRIPT_WORK_DIR", "scratch"),
        ("OPENSCRIPT_WORK_DIR", "/not/there"),
        ("OPENSCRIPT_PYTHON", "python3"),
        ("OPENSCRIPT_PYTHON", "/etc/passwd"),
    ],
)
def test_a_wrong_variable_is_named(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        read_settings({**GOOD, variable: value}, manifest_needed=True)


def test_there_is_no_default_launcher() -> None:
    with pytest.raises(SettingsError, match="OPENSCRIPT_LAUNCHER"):
        read_settings(
            {key: value for key, value in GOOD.items() if key != "OPENSCRIPT_LAUNCHER"}, manifest_needed=True
        )


def test_a_bad_url_is_never_repeated() -> None:
    with pytest.raises(SettingsError) as error:
        read_settings({**GOOD, "OPENSCRIPT_MANIFEST_URL": "gopher://secret"}, manifest_needed=True)
    assert "secret" not in str(error.value)


def test_the_self_test_needs_no_manifest() -> None:
    environment = {key: value for key, value in GOOD.items() if key != "OPENSCRIPT_MANIFEST_URL"}
    assert read_settings(environment, manifest_needed=False).manifest_url is None
