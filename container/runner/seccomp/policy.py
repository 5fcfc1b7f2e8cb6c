"""Reads `policy.txt` and the tables of system call numbers."""

import os

HERE = os.path.dirname(os.path.abspath(__file__))
ARCHITECTURES = ("x86_64", "arm64")
SECTIONS = ("allow", "condition", "refuse")


def read_policy(path: str = os.path.join(HERE, "policy.txt")) -> dict[str, str]:
    """{system call: section}; raises ValueError for a name listed twice or an unknown section."""
    found: dict[str, str] = {}
    section = None
    for line in _lines(path):
        if line.startswith("["):
            section = line.strip("[]")
            if section not in SECTIONS:
                raise ValueError(f"unknown section {section}")
            continue
        for name in line.split():
            if name in found or section is None:
                raise ValueError(f"{name} is listed twice or outside a section")
            found[name] = section
    return found


def read_numbers(architecture: str) -> dict[str, int]:
    """{system call: number} of one architecture."""
    path = os.path.join(HERE, f"syscalls-{architecture}.txt")
    return {name: int(number) for name, number in (line.split() for line in _lines(path))}


def _lines(path: str) -> list[str]:
    with open(path, encoding="ascii") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]
