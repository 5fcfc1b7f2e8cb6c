"""Find credentials or settings of the platform in the own environment."""

import os

from prologue import achieved, attempt

WORDS = ("MANIFEST", "AWS", "SECRET", "TOKEN", "ECS", "LAUNCHER", "SLOT", "PASSWORD")


def main(target: dict) -> dict:
    for name in os.environ:
        attempt(name, lambda name=name: any(word in name for word in WORDS))
    return {"achieved": achieved}
