"""Signature → JSON Schema (2020-12) of a run's parameters."""

from runner.contract.signature import Parameter, Signature
from runner.contract.value_type import ValueType

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "decimal": {"type": "string", "format": "decimal"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "time": {"type": "string", "format": "time"},
    "path": {"type": "string", "format": "file"},
    "file": {"type": "string", "format": "file"},
}


def parameters_schema(signature: Signature, descriptions: dict[str, str]) -> dict:
    """The schema of the parameters object; `x-order` is the order of the signature.

    `descriptions` come from the docstring; `Param(description=…)` wins over them.
    """
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {
            parameter.name: _property(parameter, descriptions.get(parameter.name))
            for parameter in signature.parameters
        },
        "required": [parameter.name for parameter in signature.parameters if parameter.required],
        "additionalProperties": False,
        "x-order": [parameter.name for parameter in signature.parameters],
    }


def _property(parameter: Parameter, description: str | None) -> dict:
    schema = type_schema(parameter.type)
    if description and "description" not in schema:
        schema["description"] = description
    if parameter.default is not None:
        schema["default"] = parameter.default
    return schema


def type_schema(value_type: ValueType) -> dict:
    """The schema of one type."""
    match value_type.kind:
        case "list":
            schema = {"type": "array", "items": type_schema(value_type.item)}
        case "object":
            schema = {"type": "object"}
            if value_type.item is not None:
                schema["additionalProperties"] = type_schema(value_type.item)
        case "choice" | "enum":
            schema = {**_common_type(value_type.values), "enum": list(value_type.values)}
        case kind:
            schema = dict(_SCALARS[kind])
    return {**schema, **value_type.limits}


def _common_type(values: list) -> dict:
    for python_type, name in ((bool, "boolean"), (int, "integer"), (str, "string")):
        if all(isinstance(value, python_type) for value in values):
            if name == "integer" and any(isinstance(value, bool) for value in values):
                break
            return {"type": name}
    return {}
