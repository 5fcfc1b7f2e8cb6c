"""Scripts that take more than they may: each ends with the code of its limit, its value and its peak."""

import pytest
from attack import LAUNCHERS, LIMITS, Attack
from harness.attempts import Attempt

MIB = 1 << 20
BYTES = {"memory_mb", "file_mb", "output_mb"}
# attack: launchers, outcome code, limit, limits besides the usual
EXPECTED = {
    "fork_bomb": (LAUNCHERS, "process_limit", "processes", {}),
    "thread_bomb": (LAUNCHERS, "process_limit", "processes", {}),
    "memory_balloon": (LAUNCHERS, "memory_limit", "memory_mb", {}),
    "memory_in_children": (LAUNCHERS, "memory_limit", "memory_mb", {}),
    "memory_in_files": (("bwrap",), "memory_limit", "memory_mb", {}),
    "memory_error": (LAUNCHERS, "memory_limit", "memory_mb", {}),
    "disk_fill": (LAUNCHERS, "output_limit", "output_mb", {}),
    "disk_fill_unlinked": (LAUNCHERS, "output_limit", "output_mb", {}),
    "inode_flood": (LAUNCHERS, "output_limit", "output_files", {}),
    "folder_flood": (("bwrap",), "output_limit", "output_files", {"output_mb": 1024}),
    "deep_folders": (LAUNCHERS, "output_limit", "output_depth", {}),
    "huge_file": (LAUNCHERS, "file_limit", "file_mb", {"output_mb": 64}),
    "sparse_file": (LAUNCHERS, "file_limit", "file_mb", {}),
    "spin_ignoring_signals": (LAUNCHERS, "time_limit", "timeout_seconds", {"timeout_seconds": 1}),
    "sleep_for_ever": (LAUNCHERS, "time_limit", "timeout_seconds", {"timeout_seconds": 1}),
}
CASES = [
    Attack(f"limits/{name}", launcher, limits=tuple(limits.items()))
    for name, (launchers, _, _, limits) in EXPECTED.items()
    for launcher in launchers
]
FLOODS = [
    Attack(f"limits/{name}", launcher) for name in ("stdout_flood", "empty_lines") for launcher in LAUNCHERS
]


@pytest.mark.parametrize("attack", CASES, ids=lambda attack: attack.label)
def test_a_script_that_takes_too_much_ends_with_the_limits_own_code(attack: Attack, attempt: Attempt) -> None:
    _, code, name, _ = EXPECTED[attack.name.removeprefix("limits/")]
    outcome = attempt.report()["outcome"]

    assert outcome["code"] == code, outcome
    assert outcome["status"] == ("timed_out" if code == "time_limit" else "failed")
    assert outcome["limit"]["name"] == name
    value = {**LIMITS, **dict(attack.limits)}.get(name, outcome["limit"]["value"])
    if name != "output_files" or attack.name != "limits/folder_flood":
        assert outcome["limit"]["value"] == (value * MIB if name in BYTES else value)
    if name not in ("memory_mb", "file_mb"):  # the kernel may have refused what would have been the peak
        assert outcome["limit"]["peak"] >= outcome["limit"]["value"]
    assert attempt.log()[-1]["stream"] == "system"


@pytest.mark.parametrize("attack", FLOODS, ids=lambda attack: attack.label)
def test_a_flood_of_output_is_cut_and_the_script_goes_on(attack: Attack, attempt: Attempt) -> None:
    report = attempt.report()

    assert report["outcome"]["status"] == "succeeded"
    assert report["result"]["message"] == "written"
    assert report["log"]["truncated"] is True
    assert report["log"]["bytes"] < LIMITS["log_mb"] * MIB + 50_000
    assert report["log"]["dropped_lines"] > 900_000
    assert [warning["code"] for warning in report["warnings"]] == ["log_truncated"]
    assert "log cut at 1 MiB" in attempt.log()[-1]["text"]


@pytest.mark.parametrize(
    "attack",
    [Attack("limits/endless_line", launcher) for launcher in LAUNCHERS],
    ids=lambda attack: attack.label,
)
def test_an_endless_line_is_cut_and_what_follows_is_kept(attack: Attack, attempt: Attempt) -> None:
    lines = attempt.log()

    assert [line["text"][:3] for line in lines] == ["yyy", "aft"]
    assert lines[0]["text"].endswith("[line cut at 32 KiB]")
    assert len(lines[0]["text"]) < 33 * 1024
