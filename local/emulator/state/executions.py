"""Step Functions: every change of an execution's status goes to a journal before StartExecution answers.

After a restart an execution that was running is FAILED with the error `States.ServiceRestart` (MiniStack
cannot resume one); it does not vanish, and its name stays taken. Histories of events are not kept.
"""

from typing import Any

from emulator.patches.pinned import pinned
from emulator.state.journal import Journal
from emulator.state.snapshot import state_path

KEPT_EXECUTIONS = 2_000
KEPT_IN_MEMORY = 500
FIELDS = (
    "executionArn",
    "stateMachineArn",
    "name",
    "status",
    "startDate",
    "stopDate",
    "input",
    "error",
    "cause",
)


def install() -> None:
    """Note each status in the journal, and put the executions back when MiniStack restores its state
    machines.
    """
    from ministack.services import stepfunctions

    journal = Journal(state_path("executions.journal"))
    emit = pinned(stepfunctions, "_emit_execution_status_event")
    get_state = pinned(stepfunctions, "get_state")
    load = pinned(stepfunctions, "load_persisted_state")

    def noted_emit(execution: dict) -> None:
        journal.append({field: execution.get(field) for field in FIELDS})
        emit(execution)
        if execution["status"] != "RUNNING":
            _forget_oldest(stepfunctions._executions._data)

    def state_without_executions() -> dict:
        state = get_state()
        state["executions"] = type(stepfunctions._executions)()
        return state

    def load_with_executions(data: dict) -> None:
        latest: dict[str, dict] = {}
        for record in journal.read():
            latest.pop(record["executionArn"], None)
            latest[record["executionArn"]] = record
        kept = list(latest.values())[-KEPT_EXECUTIONS:]
        for record in kept:
            stepfunctions._executions._data[_scope(record["executionArn"])] = _restored(record)
        load(data)  # turns RUNNING into FAILED, States.ServiceRestart
        journal.replace(
            [
                {field: execution.get(field) for field in FIELDS}
                for execution in stepfunctions._executions._data.values()
            ]
        )

    stepfunctions._emit_execution_status_event = noted_emit
    stepfunctions.get_state = state_without_executions
    stepfunctions.load_persisted_state = load_with_executions


def _forget_oldest(executions: dict) -> None:
    """Keep memory bounded: histories carry whole inputs and outputs."""
    finished = [key for key, execution in list(executions.items()) if execution["status"] != "RUNNING"]
    for key in finished[: max(0, len(finished) - KEPT_IN_MEMORY)]:
        executions.pop(key, None)


def _scope(arn: str) -> tuple[str, str, str]:
    """The key of MiniStack's store: account, region, ARN."""
    parts = arn.split(":")
    return parts[4], parts[3], arn


def _restored(record: dict) -> dict[str, Any]:
    return {
        **record,
        "inputDetails": {"included": True},
        "output": None,
        "outputDetails": {"included": True},
        "testCase": "",
        "mockAttempts": {},
        "events": [],
    }
