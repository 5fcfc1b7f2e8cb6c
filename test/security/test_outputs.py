"""What a script may leave behind to lead astray whoever collects, stores or shows it."""

import pytest
from attack import LAUNCHERS, Attack
from harness.attempts import Attempt
from world import World


def both(name: str, *kinds: str) -> pytest.MarkDecorator:
    """The attack under both launchers, in each of its kinds."""
    cases = [Attack(f"outputs/{name}", launcher, kind) for kind in kinds or ("",) for launcher in LAUNCHERS]
    return pytest.mark.parametrize("attack", cases, ids=lambda attack: attack.label)


def refused(attempt: Attempt) -> dict[str, str]:
    return {each["path"]: each["reason"] for each in attempt.report()["refused"]}


def nothing_of_the_host(attempt: Attempt, world: World) -> bool:
    """No object of the attempt has anything of the host in it."""
    stored = b"".join(data for path, data in attempt.objects("").items() if path != "manifest.json")
    return world.canary.encode() not in stored and b"root:x:0" not in stored


@both("links")
def test_links_are_refused_by_name(attack: Attack, attempt: Attempt, world: World) -> None:
    assert set(refused(attempt)) == {"passwd", "etc", "secret", "loop"}
    assert set(refused(attempt).values()) == {"is a symbolic link"}
    assert attempt.objects("out/") == {"fine.txt": b"fine"}
    assert nothing_of_the_host(attempt, world)


@both("hard_links")
def test_hard_links_are_refused(attack: Attack, attempt: Attempt, world: World) -> None:
    assert refused(attempt)["inside.txt"] == "has more than one name (hard link)"
    assert attempt.objects("out/") == {}
    assert nothing_of_the_host(attempt, world)


@both("special_files")
def test_special_files_are_refused_without_opening_them(attack: Attack, attempt: Attempt) -> None:
    assert attempt.report()["outcome"]["status"] == "succeeded"
    assert refused(attempt) == {"socket": "is a socket"}  # the filter lets nobody make the others
    assert attempt.objects("out/") == {}


@both("odd_names")
def test_names_that_break_readers_are_refused_and_all_others_kept(attack: Attack, attempt: Attempt) -> None:
    assert set(refused(attempt)) == {
        "new\\x0aline",
        "tab\\x09here",
        "back\\slash",
        "\\xff\\xfe",
        "esc\\x1b[31m",
        "${filename}",
        "nul\\x7f",
        "c1\\x85",
    }
    kept = attempt.objects("out/")
    assert len(kept) == 11
    assert all(path.encode() == data for path, data in kept.items())
    assert kept["北京 🙂.txt"]


@both("replaced_folder")
def test_a_link_in_the_place_of_out_is_not_followed(attack: Attack, attempt: Attempt, world: World) -> None:
    assert refused(attempt) == {"out": "is no longer the run's own folder"}
    assert attempt.report()["artifacts"] == []
    assert nothing_of_the_host(attempt, world)


@both("too_many_files")
def test_too_many_files_fail_the_run_and_the_allowed_number_is_kept(attack: Attack, attempt: Attempt) -> None:
    outcome = attempt.report()["outcome"]
    assert (outcome["code"], outcome["limit"]["name"]) == ("output_limit", "output_files")
    assert (outcome["limit"]["value"], outcome["limit"]["peak"]) == (50, 51)
    assert len(attempt.report()["artifacts"]) == 50
    assert len(refused(attempt)) == 1


@both("locked_away")
def test_files_without_rights_are_collected_and_removed(
    attack: Attack, attempt: Attempt, world: World
) -> None:
    assert attempt.objects("out/") == {"a/b/file.txt": b"kept"}


@both("swapping_daemon")
def test_a_daemon_that_swaps_folders_is_dead_before_collection(
    attack: Attack, attempt: Attempt, world: World
) -> None:
    assert attempt.report()["outcome"]["status"] == "succeeded"
    assert set(attempt.objects("out/").values()) <= {b"mine"}
    assert nothing_of_the_host(attempt, world)


@both("forged_report")
def test_a_forged_report_changes_nothing(attack: Attack, attempt: Attempt) -> None:
    report = attempt.report()
    assert report["outcome"]["code"] == "script_error"
    assert report["run_id"] != "run_forged"
    assert [key for key in attempt.objects("") if key in ("report.json", "out/report.json")] == [
        "out/report.json",
        "report.json",
    ]
    own = [key for key in attempt.store.order if key.startswith(attempt.prefix)]
    assert own[-1] == attempt.prefix + "report.json"


@both("forged_result")
def test_a_forged_result_is_the_scripts_own_data_and_no_more(attack: Attack, attempt: Attempt) -> None:
    assert attempt.report()["outcome"]["status"] == "succeeded"
    assert attempt.report()["result"]["message"] == "forged"


BAD_RESULTS = (
    "deep",
    "nan",
    "infinite",
    "twice",
    "surrogate",
    "no json",
    "number",
    "wrong type",
    "unknown key",
    "values too large",
    "table path",
    "table without rows",
    "table rows",
    "chart path",
    "link",
    "folder",
    "socket",
    "hard link",
    "huge",
)


@both("bad_result", *BAD_RESULTS)
def test_a_result_that_breaks_its_readers_is_refused(attack: Attack, attempt: Attempt, world: World) -> None:
    report = attempt.report()
    assert report["outcome"]["code"] == "result_invalid", report["outcome"]
    assert report["result"] is None
    assert nothing_of_the_host(attempt, world)


@both("lying_table", "fewer rows", "more columns", "nested value", "no list", "link")
def test_a_table_that_is_not_what_its_meta_says_is_refused(
    attack: Attack, attempt: Attempt, world: World
) -> None:
    report = attempt.report()
    assert report["outcome"]["code"] == "result_invalid"
    assert "table 't'" in report["outcome"]["message"]
    assert attempt.objects("tables/") == {}
    assert nothing_of_the_host(attempt, world)


@both("forged_failure")
def test_a_monstrous_failure_is_cut_to_size(attack: Attack, attempt: Attempt) -> None:
    outcome = attempt.report()["outcome"]
    assert (outcome["status"], outcome["code"], outcome["message"]) == ("failed", "script_error", "line")
    assert set(outcome["exception"]) == {"type", "message", "traceback", "text"}
    assert len(outcome["exception"]["traceback"]) == 50
    assert outcome["exception"]["traceback"][0]["line"] == 0
    assert len(attempt.objects("")["report.json"]) < 100_000


@both("forged_progress")
def test_forged_progress_is_bounded_and_harmless(attack: Attack, attempt: Attempt) -> None:
    import json

    progress = json.loads(attempt.objects("")["progress.json"])
    assert attempt.report()["result"]["message"] == "returned"
    assert (progress["fraction"], progress["message"]) == (0.5, "half")
