"""The supervisor's settings: environment variables, parsed strictly in this one place."""

import os
import re
import sys
from collections.abc import Mapping
from typing import NamedTuple

from .errors import SettingsError

LAUNCHERS = ("bwrap", "inproc")
MAX_SLOT = 899  # run uids 61000..61899 and killer uids 62000..62899 stay clear of each other


class Settings(NamedTuple):
    """What the environment asks for; see `read_settings` for the variables."""

    manifest_url: str | None
    launcher: str
    slot: int
    work_dir: str
    python: str


def read_settings(environment: Mapping[str, str], *, manifest_needed: bool) -> Settings:
    """Read the settings of one supervisor process.

    OPENSCRIPT_MANIFEST_URL  http(s) URL of the run's manifest (a secret: never logged)
    OPENSCRIPT_LAUNCHER      `bwrap` or `inproc`; there is no default and no fall-back
    OPENSCRIPT_SLOT          0..899, default 0: gives the run its own host uid when the supervisor is root
    OPENSCRIPT_WORK_DIR      absolute path of the scratch directory, default /scratch
    OPENSCRIPT_PYTHON        absolute path of the interpreter for scripts, default this one

    Raises SettingsError naming the variable; a value of OPENSCRIPT_MANIFEST_URL is never repeated.
    """
    url = environment.get("OPENSCRIPT_MANIFEST_URL") or None
    if manifest_needed and url is None:
        raise SettingsError("OPENSCRIPT_MANIFEST_URL is not set")
    if url is not None and not re.fullmatch(r"https?://[^\s/?#]+/[\x21-\x7e]*", url):
        raise SettingsError("OPENSCRIPT_MANIFEST_URL is not an absolute http or https URL")
    launcher = environment.get("OPENSCRIPT_LAUNCHER", "")
    if launcher not in LAUNCHERS:
        raise SettingsError("OPENSCRIPT_LAUNCHER must be bwrap or inproc")
    slot = environment.get("OPENSCRIPT_SLOT") or "0"
    if not re.fullmatch(r"[0-9]{1,3}", slot) or int(slot) > MAX_SLOT:
        raise SettingsError(f"OPENSCRIPT_SLOT must be a whole number from 0 to {MAX_SLOT}")
    return Settings(
        manifest_url=url,
        launcher=launcher,
        slot=int(slot),
        work_dir=_absolute(
            environment.get("OPENSCRIPT_WORK_DIR") or "/scratch", "OPENSCRIPT_WORK_DIR", os.path.isdir
        ),
        python=_absolute(
            environment.get("OPENSCRIPT_PYTHON") or sys.executable, "OPENSCRIPT_PYTHON", _is_program
        ),
    )


def _absolute(path: str, variable: str, exists) -> str:
    if not path.startswith("/") or "\0" in path:
        raise SettingsError(f"{variable} must be an absolute path")
    if not exists(path):
        raise SettingsError(f"{variable}: {path} is not there or cannot be used")
    return os.path.normpath(path)


def _is_program(path: str) -> bool:
    return os.path.isfile(path) and os.access(path, os.X_OK)
