"""Reads result.json: what the script returned, once its shape is checked and its sizes are bounded."""

import json
from collections.abc import Callable

from .. import shapes
from ..errors import ResultInvalid
from ..names import output_name_fault
from ..shapes import ShapeError
from .beneath import read_small
from .strict_json import parse

MAX_BYTES = 8 << 20
MAX_VALUES_BYTES = 256 * 1024
MAX_CHART_BYTES = 1 << 20
MAX_NAME_BYTES = 200
MAX_ITEMS = 1000
MAX_COLUMNS = 2000
CHUNK_ROWS = 1000
KEYS = ("message", "metrics", "checks", "tables", "charts", "files", "values")


def read_result(result: int) -> dict | None:
    """result.json below descriptor `result` as the report's `result`; None when there is none.

    Raises ResultInvalid, naming the key.
    """
    try:
        data = read_small(result, ("result.json",), MAX_BYTES)
        if data is None:
            return None
        document = parse(data)
    except ValueError as error:
        raise ResultInvalid(f"result.json {error}") from None
    try:
        shapes.record(document, "result.json", ("ok", "result"))
        return _result(document["result"])  # type: ignore[index]
    except ShapeError as error:
        raise ResultInvalid(str(error)) from None


def _result(value: object) -> dict:
    given = shapes.record(value, "the result", (), KEYS)
    result = {key: CHECKS[key](given.get(key), key) for key in KEYS}
    names = [table["name"] for table in result["tables"]]
    if len(set(names)) != len(names):
        raise ShapeError("tables has a name twice")
    return result


def _message(value: object, where: str) -> str | None:
    return None if value is None else shapes.text(value, where, max_bytes=4000)


def _metrics(value: object, where: str) -> dict:
    metrics = {} if value is None else value
    if not isinstance(metrics, dict) or len(metrics) > MAX_ITEMS:
        raise ShapeError(f"{where} must be an object of at most {MAX_ITEMS} numbers or strings")
    for name, metric in metrics.items():
        shapes.text(name, f"a name in {where}", max_bytes=MAX_NAME_BYTES)
        _scalar(metric, f"{where}.{name}")
    return metrics


def _scalar(value: object, where: str) -> object:
    if value is None or type(value) in (int, float, bool):
        return value
    return shapes.text(value, where, max_bytes=4000)


def _each(value: object, where: str, check: Callable[[object, str], dict]) -> list:
    if value is None:
        return []
    listed = shapes.items(value, where, at_most=MAX_ITEMS)
    return [check(each, f"{where}[{index}]") for index, each in enumerate(listed)]


def _check(value: object, where: str) -> dict:
    keys = ("name", "expected", "actual", "tolerance", "difference", "ties")
    check = shapes.record(value, where, keys)
    shapes.text(check["name"], f"{where}.name", max_bytes=MAX_NAME_BYTES)
    for key in keys[1:5]:
        _scalar(check[key], f"{where}.{key}")
    shapes.flag(check["ties"], f"{where}.ties")
    return check


def _table(value: object, where: str) -> dict:
    table = shapes.record(value, where, ("name", "columns", "row_count", "chunk_rows"))
    _name(table["name"], f"{where}.name")
    for index, column in enumerate(shapes.items(table["columns"], f"{where}.columns", at_most=MAX_COLUMNS)):
        shapes.record(column, f"{where}.columns[{index}]", ("name", "type"))
        shapes.text(column["name"], f"{where}.columns[{index}].name", max_bytes=1000)
        shapes.text(column["type"], f"{where}.columns[{index}].type", max_bytes=40)
    shapes.whole(table["row_count"], f"{where}.row_count", 0, 10**8)
    shapes.whole(table["chunk_rows"], f"{where}.chunk_rows", CHUNK_ROWS, CHUNK_ROWS)
    return table


def _chart(value: object, where: str) -> dict:
    chart = shapes.record(value, where, ("name", "kind"), ("option", "path"))
    _name(chart["name"], f"{where}.name")
    if chart["kind"] == "echarts" and isinstance(chart.get("option"), dict):
        _bounded(chart["option"], f"{where}.option", MAX_CHART_BYTES)
        return {"name": chart["name"], "kind": "echarts", "option": chart["option"]}
    if chart["kind"] == "image" and "path" in chart:
        return {"name": chart["name"], "kind": "image", "path": _path(chart["path"], f"{where}.path")}
    raise ShapeError(f"{where} must be an echarts option or the path of an image")


def _files(value: object, where: str) -> list[str]:
    return _each(value, where, _path)  # type: ignore[arg-type]


def _path(value: object, where: str) -> str:
    path = shapes.text(value, where, max_bytes=1024)
    if any(output_name_fault(part) for part in path.split("/")):
        raise ShapeError(f"{where} is no path in out/")
    return path


def _name(value: object, where: str) -> str:
    name = shapes.text(value, where, max_bytes=MAX_NAME_BYTES)
    fault = output_name_fault(name)
    if fault is not None:
        raise ShapeError(f"{where} {fault}")
    return name


def _values(value: object, where: str) -> dict:
    values = {} if value is None else value
    if not isinstance(values, dict):
        raise ShapeError(f"{where} must be an object")
    _bounded(values, where, MAX_VALUES_BYTES)
    return values


def _bounded(value: object, where: str, at_most: int) -> None:
    if len(json.dumps(value, ensure_ascii=False).encode("utf-8")) > at_most:
        raise ShapeError(f"{where} is larger than {at_most // 1024} KiB")


CHECKS: dict[str, Callable[[object, str], object]] = {
    "message": _message,
    "metrics": _metrics,
    "checks": lambda value, where: _each(value, where, _check),
    "tables": lambda value, where: _each(value, where, _table),
    "charts": lambda value, where: _each(value, where, _chart),
    "files": _files,
    "values": _values,
}
