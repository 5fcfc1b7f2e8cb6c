"""Scripts that turn against their own process, their parents, or leave others behind."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from attack import LAUNCHERS, SLOTS, Attack
from harness.attempts import Attempt
from world import World, run_groups


def both(name: str) -> pytest.MarkDecorator:
    """The attack under both launchers."""
    cases = [Attack(f"processes/{name}", launcher) for launcher in LAUNCHERS]
    return pytest.mark.parametrize("attack", cases, ids=lambda attack: attack.label)


def outcome(attempt: Attempt) -> tuple[str, str | None, str | None]:
    """Status, code and signal."""
    told = attempt.report()["outcome"]
    return told["status"], told["code"], told["signal"]


@both("close_descriptors")
def test_a_script_that_closes_everything_still_has_its_result(attack: Attack, attempt: Attempt) -> None:
    assert attempt.report()["result"]["message"] == "deaf and dumb"


@both("kill_everything")
def test_killing_everything_ends_the_script_alone(attack: Attack, attempt: Attempt, world: World) -> None:
    assert outcome(attempt)[:2] in (("failed", "exit"), ("succeeded", None))
    assert world.victim_lives()


@pytest.mark.parametrize(
    "attack",
    [
        Attack("processes/stop_everything", launcher, limits=(("timeout_seconds", 1),))
        for launcher in LAUNCHERS
    ],
    ids=lambda attack: attack.label,
)
def test_stopping_everything_ends_in_a_time_out(attack: Attack, attempt: Attempt, world: World) -> None:
    assert outcome(attempt)[0] in ("timed_out", "succeeded")
    assert world.victim_lives()


@both("daemon_holding_pipes")
def test_nobody_waits_for_a_daemon_that_holds_the_pipes(attack: Attack, attempt: Attempt) -> None:
    assert attempt.report()["result"]["message"] == "daemon started"
    assert attempt.report()["usage"]["wall_ms"] < 15_000  # the time limit


@both("daemon_writing")
def test_a_daemon_does_not_outlive_its_run(attack: Attack, attempt: Attempt) -> None:
    assert attempt.report()["result"]["message"] == "daemon started"


@both("killers_race")
def test_processes_that_kill_their_own_user_do_not_win_against_the_clean_up(
    attack: Attack, attempt: Attempt
) -> None:
    assert outcome(attempt)[1] in (None, "exit")


@both("kill_oneself")
def test_a_signal_is_told_by_its_name(attack: Attack, attempt: Attempt) -> None:
    assert outcome(attempt) == ("failed", "exit", "SIGKILL")


@both("exit_early")
def test_an_exit_before_main_returned_is_no_success(attack: Attack, attempt: Attempt) -> None:
    assert outcome(attempt) == ("failed", "exit", None)
    assert attempt.report()["outcome"]["exit_code"] == 0


@both("other_program")
def test_becoming_another_program_is_no_success(attack: Attack, attempt: Attempt) -> None:
    assert outcome(attempt) == ("failed", "exit", None)
    assert attempt.text() == "replaced\n"


@both("binary_output")
def test_bytes_that_are_no_text_are_replaced_in_the_log(attack: Attack, attempt: Attempt) -> None:
    assert attempt.report()["outcome"]["status"] == "succeeded"
    assert "\ufffd" in attempt.text("stdout")
    assert "🙂" in attempt.text("stderr")


def test_no_process_and_no_folder_is_left(attempts: dict, world: World) -> None:
    for future in attempts.values():
        future.result(timeout=120)

    users = [61000 + slot for slot in SLOTS]
    assert [pid for pid in os.listdir("/proc") if pid.isdigit() and _user(pid) in users] == []
    give_up = time.monotonic() + 60  # a million folders are removed by a process that nobody waits for
    while len(list(world.work_dir.iterdir())) > 1 and time.monotonic() < give_up:
        time.sleep(0.05)
    assert [path.name for path in world.work_dir.iterdir()] == ["run-0123456789abcdef"]
    assert run_groups() & _after_a_second(run_groups) <= world.groups_before


def _after_a_second(look: Callable[[], set[Path]]) -> set[Path]:
    """Runs of others come and go on this machine; what is left of ours would stay."""
    time.sleep(1)
    return look()


def _user(pid: str) -> int | None:
    try:
        return os.stat(f"/proc/{pid}").st_uid
    except OSError:
        return None
