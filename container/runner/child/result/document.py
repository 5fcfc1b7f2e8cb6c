"""The result document of what main returned."""

import json

from runner.child.documents import encode
from runner.child.result.json_values import is_of, scalar_to_json, to_json
from runner.child.result.outputs import Outputs
from runner.child.result.problems import ResultError

MAX_RESULT_BYTES = 256 * 1024
MAX_MESSAGE_CHARACTERS = 500
MAX_METRICS = 200
MAX_METRIC_NAME_CHARACTERS = 50
MAX_METRIC_CHARACTERS = 1000
MAX_LISTED_FILES = 1000
_MEANT = ("message", "metrics", "tables", "charts", "checks", "files")


def result_document(value, work: str, result_folder: str) -> dict:
    """{"message", "metrics", "checks", "tables", "charts", "files", "values"}; raises ResultError.

    Writes tables and pictures on the way. Paths in it are below out/. `values` holds all keys without a
    meaning.
    """
    if not isinstance(value, dict):
        advice = (
            'return {"tables": {"name": df}}'
            if is_of(value, "pandas", "DataFrame")
            else "return None or a dict"
        )
        raise ResultError("return value", f"main returned {type(value).__name__}: {advice}")
    outputs = Outputs(work)
    document = {
        "message": _message(value.get("message")),
        "metrics": _metrics(value.get("metrics")),
        "checks": [],
        "tables": [],
        "charts": [],
        "files": _files(value.get("files"), outputs),
        "values": to_json({key: item for key, item in value.items() if key not in _MEANT}, ""),
    }
    if value.get("checks") is not None:
        from runner.child.result.checks import compare_checks

        document["checks"] = compare_checks(value["checks"])
    if value.get("charts") is not None:
        from runner.child.result.charts import write_charts

        document["charts"] = write_charts(value["charts"], outputs)
    if value.get("tables") is not None:
        from runner.child.result.tables import write_tables

        document["tables"] = write_tables(value["tables"], outputs, result_folder)
    _check_size(document)
    return document


def _message(message) -> str | None:
    if message is None:
        return None
    found, scalar = scalar_to_json(message)
    if not found:
        raise ResultError("message", f"a text is wanted, not {type(message).__name__}")
    line = " ".join(str(scalar).split())
    return line if len(line) <= MAX_MESSAGE_CHARACTERS else line[: MAX_MESSAGE_CHARACTERS - 1] + "…"


def _metrics(metrics) -> dict:
    if metrics is None:
        return {}
    if not isinstance(metrics, dict):
        raise ResultError("metrics", "a dict of name: number or text is wanted")
    if len(metrics) > MAX_METRICS:
        raise ResultError("metrics", f"at most {MAX_METRICS} metrics are kept, not {len(metrics)}")
    converted = to_json(metrics, "metrics")
    for name, value in converted.items():
        if len(name) > MAX_METRIC_NAME_CHARACTERS:
            raise ResultError(
                f"metrics.{name[:40]}…", f"the name has more than {MAX_METRIC_NAME_CHARACTERS} characters"
            )
        if isinstance(value, str) and len(value) > MAX_METRIC_CHARACTERS:
            raise ResultError(f"metrics.{name}", f"the text has more than {MAX_METRIC_CHARACTERS} characters")
        if isinstance(value, (dict, list)):
            raise ResultError(
                f"metrics.{name}", "a number or a text is wanted; lists and dicts go under other keys"
            )
    return converted


def _files(files, outputs: Outputs) -> list[str]:
    if files is None:
        return []
    if not isinstance(files, (list, tuple)) or len(files) > MAX_LISTED_FILES:
        raise ResultError("files", f"a list of at most {MAX_LISTED_FILES:,} paths in out/ is wanted")
    return list(dict.fromkeys(outputs.existing(file, f"files[{index}]") for index, file in enumerate(files)))


def _check_size(document: dict) -> None:
    size = len(json.dumps(document, ensure_ascii=False).encode("utf-8"))
    if size <= MAX_RESULT_BYTES:
        return
    parts = {key: len(encode(part)) for key, part in document.items() if key not in ("values", "tables")}
    parts |= {key: len(encode(part)) for key, part in document["values"].items()}
    largest = max(parts, key=parts.__getitem__)
    raise ResultError(
        largest[:80],
        f"is {parts[largest]:,} bytes of JSON; the result without table rows may have {MAX_RESULT_BYTES:,}: "
        "return rows as a table, or write them to a file in out/",
    )
