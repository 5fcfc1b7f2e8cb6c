"""What a script may try to get out of its sandbox, and that nothing of it works."""

import pytest
from attack import ATTACKS, LAUNCHERS, Attack
from harness.attempts import Attempt
from world import World

ESCAPES = sorted(f"escapes/{path.stem}" for path in (ATTACKS / "escapes").glob("*.py"))

# In the task the machine belongs to one run: its files, users and processes may be seen, but nothing be
# done to them.
ONLY_WITH_OWN_NAMESPACES = {
    "escapes/host_files",
    "escapes/host_users",
    "escapes/unix_sockets",
    "escapes/supervisor_code",
    "escapes/devices",
}
SEEN_IN_THE_TASK = {"escapes/other_processes": {"visible", "pidfd"}, "escapes/control_groups": {"mounted"}}

CASES = [
    Attack(name, launcher)
    for name in ESCAPES
    for launcher in LAUNCHERS
    if launcher == "bwrap" or name not in ONLY_WITH_OWN_NAMESPACES
]


@pytest.mark.parametrize("attack", CASES, ids=lambda attack: attack.label)
def test_an_escape_achieves_nothing(attack: Attack, attempt: Attempt, world: World) -> None:
    report = attempt.report()

    assert report["outcome"]["status"] == "succeeded", attempt.log()[-5:]
    allowed = SEEN_IN_THE_TASK.get(attack.name, set()) if attack.launcher == "inproc" else set()
    assert set(report["result"]["values"]["achieved"]) <= allowed
    assert world.victim_lives()
