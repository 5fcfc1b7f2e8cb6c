"""How many functions work on a queue may be a stack's parameter; MiniStack fails to compare that text."""

from typing import Any

from emulator.patches.pinned import pinned


def install() -> None:
    """Read the limit of an event source as a number."""
    from ministack.services import lambda_svc

    original = pinned(
        lambda_svc, "_sqs_esm_concurrency", '(esm.get("ScalingConfig") or {}).get("MaximumConcurrency")'
    )

    def concurrency(esm: dict[str, Any], *rest: Any, **named: Any) -> int:
        limit = (esm.get("ScalingConfig") or {}).get("MaximumConcurrency")
        if isinstance(limit, str):
            esm["ScalingConfig"] = {**esm["ScalingConfig"], "MaximumConcurrency": int(limit)}
        return int(original(esm, *rest, **named))

    lambda_svc._sqs_esm_concurrency = concurrency
