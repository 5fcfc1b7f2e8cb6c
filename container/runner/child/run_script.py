"""One script from its source to the document that says what came of it."""

import sys

from runner.child import channel
from runner.child.failure import binding_failure, exception_failure, result_failure, source_failure
from runner.child.job import Job
from runner.child.script_module import enum_classes, load_script
from runner.contract.binding import BindingError, bind
from runner.contract.problems import Problems
from runner.contract.signature import read_signature

_LEAST_RECURSION_LIMIT = 1000


def run_script(job: Job) -> tuple[str, dict, int]:
    """Run it; returns (name of the document, document, exit code). Never raises for what the script does."""
    with open(job.script, "rb") as file:
        data = file.read()
    problems = Problems()
    signature = read_signature(job.file_name, data, problems)
    if signature is None:
        return source_failure(problems, job.file_name, data)
    # Freed before a failure is described, so that a MemoryError can be described too.
    ballast = [bytearray(512 * 1024)]
    try:
        module = load_script(signature, job.file_name, job.script)
        try:
            positional, keyword = bind(signature, job.parameters, job.files, job.work, enum_classes(module))
        except BindingError as error:
            return binding_failure(error)
        channel.current.entered()
        value = _call(module.main, positional, keyword)
        channel.current.returned()
    except BaseException as error:
        ballast.clear()
        _restore_recursion_limit()
        return exception_failure(error, signature, job.file_name)
    _restore_recursion_limit()
    return _result(value, job, signature)


def _restore_recursion_limit() -> None:
    """What the script has set it to must do for us too."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _LEAST_RECURSION_LIMIT))


def _call(main, positional: list, keyword: dict):
    value = main(*positional, **keyword)
    if hasattr(type(value), "__await__"):
        import asyncio  # 60 ms that only async scripts pay

        return asyncio.run(_awaited(value))
    return value


async def _awaited(value):
    return await value


def _result(value, job: Job, signature) -> tuple[str, dict, int]:
    if value is None:
        from runner.child.result.empty import EMPTY_RESULT

        return "result.json", {"ok": True, "result": EMPTY_RESULT}, 0
    from runner.child.result.document import result_document
    from runner.child.result.problems import ResultError

    try:
        return "result.json", {"ok": True, "result": result_document(value, job.work, job.result)}, 0
    except ResultError as error:
        return result_failure(str(error))
    except BaseException as error:  # a method of the script's own objects raised, or the disk is full
        return exception_failure(error, signature, job.file_name)
