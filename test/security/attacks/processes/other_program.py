"""Become another program, which ends well."""

import os


def main(target: dict) -> dict:
    os.execv("/bin/sh", ["sh", "-c", "echo replaced; exit 0"])
