"""One attack: its source, the limits it runs under, and the attempt that runs it."""

import itertools
import os
import re
from pathlib import Path
from typing import Any, NamedTuple

from harness.attempts import Attempt
from harness.object_store import ObjectStore
from harness.slots import claim_slot

ATTACKS = Path(__file__).parent / "attacks"
PROLOGUE = (ATTACKS / "prologue.py").read_text()
LIMITS = {
    "timeout_seconds": 15,
    "memory_mb": 192,
    "processes": 48,
    "file_mb": 12,
    "output_mb": 24,
    "output_files": 50,
    "log_mb": 1,
}
SLOTS = (claim_slot(), claim_slot())  # one for each attack that runs at a time
# inproc changes the user, which only root can; an ordinary user's machine has no such launcher to attack
LAUNCHERS = ("bwrap", "inproc") if os.getuid() == 0 else ("bwrap",)
_numbers = itertools.count(1)


class Attack(NamedTuple):
    """`name` is the file below attacks/ without its suffix; `kind` is handed to attacks with several."""

    name: str
    launcher: str
    kind: str = ""
    limits: tuple[tuple[str, Any], ...] = ()

    @property
    def label(self) -> str:
        return "-".join(part for part in (self.name, self.kind.replace(" ", "_"), self.launcher) if part)


def source_of(name: str) -> str:
    """The attack as the one file that a script is: its import of the prologue is replaced by the prologue."""
    return re.sub(
        "^from prologue import .*$", lambda _: PROLOGUE, (ATTACKS / f"{name}.py").read_text(), flags=re.M
    )


def takes_target(name: str) -> bool:
    """Whether the attack's main has the parameter `target`."""
    return "def main(target: dict)" in source_of(name)


def attempt_of(
    attack: Attack, store: ObjectStore, work_dir: Path, target: dict[str, Any], worker: int
) -> Attempt:
    """The attempt that runs the attack, with an input that it may try to change."""
    parameters = {"target": {**target, "kind": attack.kind}} if takes_target(attack.name) else {}
    source = source_of(attack.name)
    inputs = []
    if attack.name == "escapes/own_inputs":
        source = source.replace("def main(target: dict)", "def main(target: dict, book: 'Path')")
        source = "from pathlib import Path\n" + source
        inputs = [("book", "sheet.csv", b"a,b\n1,2\n")]
    return Attempt(
        store,
        work_dir,
        source,
        launcher=attack.launcher,
        slot=SLOTS[worker],
        number=next(_numbers),
        limits={**LIMITS, **dict(attack.limits)},
        parameters=parameters,
        inputs=inputs,
    )
