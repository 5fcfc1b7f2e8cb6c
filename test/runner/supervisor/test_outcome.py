import itertools

import pytest
from runner.errors import Cancelled, InputChanged, PlatformFault, ResultInvalid
from runner.limits.breach import file_breach, memory_breach, output_count_breach, process_breach, time_breach
from runner.manifest import Limits
from runner.outcome import End, decide
from runner.outputs.failure import Failure
from runner.sandbox.job import Ended

LIMITS = Limits(5, 1, 100, 10, 4, 8, 20, 1)
RETURNED = End(ended=Ended(0, None), entered=True, has_result=True)
RAISED = Failure(
    "script_error", "", {"type": "ValueError", "message": "x", "traceback": [], "text": ""}, None
)

# In the fixed order: each of these wins over all that follow.
IN_ORDER = [
    ("cancelled", {"cancelled": True}),
    ("time_limit", {"breach": time_breach(LIMITS, 5.1)}),
    ("memory_limit", {"breach": memory_breach(LIMITS, 7)}),
    ("platform_error", {"fault": PlatformFault("disk")}),
    ("script_error", {"failure": RAISED}),
    ("exit", {"ended": Ended(3, None), "has_result": False}),
]


def test_a_returned_result_is_success() -> None:
    outcome = decide(RETURNED, LIMITS)
    assert (outcome["status"], outcome["code"], outcome["message"], outcome["exit_code"]) == (
        "succeeded",
        None,
        None,
        0,
    )


@pytest.mark.parametrize(("stronger", "weaker"), list(itertools.combinations(range(len(IN_ORDER)), 2)))
def test_the_order_of_verdicts_is_fixed(stronger: int, weaker: int) -> None:
    end = RETURNED._replace(**{**IN_ORDER[weaker][1], **IN_ORDER[stronger][1]})
    assert decide(end, LIMITS)["code"] == IN_ORDER[stronger][0]


@pytest.mark.parametrize(
    ("end", "code", "message"),
    [
        (End(fault=Cancelled()), "cancelled", "cancelled"),
        (End(fault=InputChanged("input 'a' has another size")), "input_changed", "another size"),
        (End(fault=KeyError("secret")), "platform_error", "the runner failed"),
        (RETURNED._replace(fault=ResultInvalid("metrics.x")), "result_invalid", "metrics.x"),
        (RETURNED._replace(ended=Ended(None, None)), "platform_error", "without saying"),
        (RETURNED._replace(ended=Ended(137, 9), has_result=False), "exit", "SIGKILL"),
        (RETURNED._replace(has_result=False), "exit", "exit code 0, before main returned"),
        (RETURNED._replace(ended=Ended(139, 11)), "exit", "SIGSEGV"),
        (End(ended=Ended(127, None)), "platform_error", "interpreter"),
        (End(ended=Ended(127, None), entered=True), "exit", "127"),
    ],
)
def test_an_end_has_its_code_and_words(end: End, code: str, message: str) -> None:
    outcome = decide(end, LIMITS)
    assert outcome["code"] == code
    assert message in outcome["message"]
    assert "secret" not in outcome["message"]


def test_a_users_mistake_has_no_traceback() -> None:
    failure = Failure("user_error", "row 17: office code missing", {"type": "x"}, None)
    outcome = decide(RETURNED._replace(failure=failure), LIMITS)
    assert (outcome["code"], outcome["message"], outcome["exception"]) == (
        "user_error",
        "row 17: office code missing",
        None,
    )


def test_sys_exit_keeps_the_code_the_system_cuts() -> None:
    failure = Failure("exit", "sys.exit(256)", None, 256)
    outcome = decide(RETURNED._replace(failure=failure), LIMITS)
    assert (outcome["code"], outcome["exit_code"], outcome["signal"]) == ("exit", 256, None)


def test_an_uncaught_memory_error_is_the_memory_limit() -> None:
    failure = Failure(
        "script_error", "", {"type": "MemoryError", "message": "", "traceback": [], "text": ""}, None
    )
    outcome = decide(RETURNED._replace(failure=failure, peak_memory_bytes=5), LIMITS)
    assert (outcome["code"], outcome["limit"]["peak"]) == ("memory_limit", 5)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("BlockingIOError", "[Errno 11] Resource temporarily unavailable"),
        ("RuntimeError", "can't start new thread"),
    ],
)
def test_a_refused_fork_is_the_process_limit_only_after_many_forks(kind: str, message: str) -> None:
    failure = Failure(
        "script_error", "", {"type": kind, "message": message, "traceback": [], "text": ""}, None
    )
    end = RETURNED._replace(failure=failure)
    assert decide(end, LIMITS)["code"] == "script_error"
    assert decide(end._replace(many_forks=True), LIMITS)["code"] == "process_limit"


@pytest.mark.parametrize(
    "breach",
    [
        memory_breach(LIMITS, 1),
        process_breach(LIMITS, 11),
        file_breach(LIMITS, 9),
        output_count_breach(20, 21),
    ],
)
def test_a_limit_is_told_with_value_peak_and_unit(breach) -> None:
    limit = decide(RETURNED._replace(breach=breach, ended=None), LIMITS)["limit"]
    assert limit == {"name": breach.name, "value": breach.value, "peak": breach.peak, "unit": breach.unit}
