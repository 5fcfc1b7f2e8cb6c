"""Inspects a main function given by its parameter list."""

from runner.contract.inspection import inspect_script

PRELUDE = """\
import datetime as dt
import openscript as os_
import typing as t
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum
from pathlib import Path
from typing import Annotated, Any, Dict, List, Literal, Optional, Union
from openscript import Accept, Count, File, MaxSize, Param

"""


def inspect_source(source: str | bytes, file_name: str = "sample.py") -> dict:
    """The inspection document of a source text."""
    return inspect_script(file_name, source if isinstance(source, bytes) else source.encode())


def inspect_parameters(parameters: str, before: str = "") -> dict:
    """The inspection document of `def main(<parameters>)` below the usual imports."""
    return inspect_source(f"{PRELUDE}{before}\ndef main({parameters}):\n    return None\n")


def property_of(parameter: str, before: str = "") -> dict:
    """The JSON Schema of the one parameter of main, which is called x."""
    document = inspect_parameters(parameter, before)
    assert document["ok"], document
    return document["parameters"]["properties"]["x"]


def reasons(document: dict) -> list[str]:
    """The reasons of a refusal, in the order of the source."""
    assert not document["ok"], document
    return [error["reason"] for error in document["errors"]]
