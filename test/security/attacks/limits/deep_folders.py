"""Nest folders until every tool that walks them fails."""

import os


def main() -> dict:
    for _ in range(5000):
        os.mkdir("d")
        os.chdir("d")
    return {"done": True}
