"""JSON values and input files → the arguments of main."""

from runner.contract.signature import Parameter, Signature
from runner.contract.value_type import ValueType
from runner.contract.values import ValueProblem, check_item_count, to_python


class BindingError(Exception):
    """A run's parameters do not fit main; the message names each parameter and says what is wanted."""


def bind(signature: Signature, parameters: dict, files: dict, work: str, enums: dict) -> tuple[list, dict]:
    """The positional and keyword arguments for main.

    `parameters` are JSON values, with non-integers best read as Decimal so that none passes through float;
    `files` is {parameter: [{"path", "name", "size", "sha256"}]} with paths relative to the folder `work`;
    `enums` maps class names to the script's Enum classes. Raises BindingError naming every wrong parameter.
    """
    faults = []
    known = {parameter.name for parameter in signature.parameters}
    for name in [*parameters, *files]:
        if name not in known:
            faults.append(f'parameter "{name}": {ValueProblem("value.unknown")}')
    positional, keyword = [], {}
    for parameter in signature.parameters:
        try:
            value = _argument(parameter, parameters, files, work, enums)
        except ValueProblem as problem:
            faults.append(f'parameter "{parameter.name}{problem.path}": {_without_path(problem)}')
            continue
        if parameter.keyword_only:
            keyword[parameter.name] = value
        else:
            positional.append(value)
    if faults:
        raise BindingError("; ".join(faults))
    return positional, keyword


def _without_path(problem: ValueProblem) -> str:
    problem.path = ""
    return str(problem)


def _argument(parameter: Parameter, parameters: dict, files: dict, work: str, enums: dict):
    if parameter.type.holds_files:
        if parameters.get(parameter.name) is not None:
            raise ValueProblem("value.file", value="a JSON value")
        return _files(parameter, files.get(parameter.name, []), work)
    if parameter.name in files:
        raise ValueProblem("value.unknown")
    given = parameters.get(parameter.name)
    if given is None:
        if not parameter.nullable and not parameter.has_default:
            raise ValueProblem("value.missing")
        given = parameter.default
    return None if given is None else to_python(parameter.type, given, enums)


def _files(parameter: Parameter, entries: list, work: str):
    value_type = parameter.type
    if not entries and not parameter.required:
        return None if parameter.nullable and not _may_be_empty(value_type) else []
    if value_type.kind == "list":
        check_item_count(value_type, entries)
        limits = {**value_type.limits, **value_type.item.limits}
        return [_file(value_type.item, limits, entry, work) for entry in entries]
    if not entries:
        raise ValueProblem("value.missing")
    if len(entries) > 1:
        raise ValueProblem("value.one_file", count=len(entries))
    return _file(value_type, value_type.limits, entries[0], work)


def _may_be_empty(value_type: ValueType) -> bool:
    return value_type.kind == "list" and not value_type.limits["minItems"]


def _file(value_type: ValueType, limits: dict, entry: dict, work: str):
    extensions = limits.get("x-accept")
    if extensions and not entry["name"].lower().endswith(tuple(extensions)):
        raise ValueProblem("value.extension", file=entry["name"], extensions=", ".join(extensions))
    largest = limits.get("x-maxSize")
    if largest is not None and entry["size"] > largest:
        raise ValueProblem(
            "value.max_size", file=entry["name"], size=f"{entry['size']:,}", limit=f"{largest:,}"
        )
    path = f"{work}/{entry['path']}"
    if value_type.kind == "path":
        from pathlib import Path  # 3 ms that only scripts with files pay

        return Path(path)
    from openscript import File

    return File(path, original_name=entry["name"], size=entry["size"], sha256=entry["sha256"])
