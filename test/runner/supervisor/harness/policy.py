"""Checks a POST policy as S3 does: signature, expiry, every condition, and no field without a condition."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime

UNCHECKED = {"policy", "x-amz-signature", "file"}


class PolicyFault(ValueError):
    """The upload is not what the policy allows."""


def check_policy(fields: dict[str, str], size: int, sign: Callable[[str], str]) -> None:
    """Raise PolicyFault unless the form's fields and size satisfy the signed policy among them."""
    policy = fields.get("policy", "")
    if not hmac.compare_digest(fields.get("x-amz-signature", ""), sign(policy)):
        raise PolicyFault("wrong signature")
    document = json.loads(base64.b64decode(policy))
    if datetime.fromisoformat(document["expiration"]) < datetime.now(UTC):
        raise PolicyFault("expired")
    covered = set(UNCHECKED)
    for condition in document["conditions"]:
        covered.add(_check(condition, fields, size))
    if unknown := set(fields) - covered:
        raise PolicyFault(f"fields without a condition: {sorted(unknown)}")


def _check(condition: dict | list, fields: dict[str, str], size: int) -> str:
    if isinstance(condition, dict):
        ((name, value),) = condition.items()
        if fields.get(name) != value:
            raise PolicyFault(f"{name} is not what the policy says")
        return name
    operator, first, second = condition
    if operator == "content-length-range":
        if not first <= size <= second:
            raise PolicyFault("size out of range")
        return "file"
    name = first.removeprefix("$")
    value = fields.get(name)
    if value is None or not (value.startswith(second) if operator == "starts-with" else value == second):
        raise PolicyFault(f"{name} does not satisfy {operator}")
    return name
