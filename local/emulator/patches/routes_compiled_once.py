"""The template of a route becomes a pattern once; MiniStack makes it anew for each route and request."""

import functools
import re

from emulator.patches.pinned import pinned


def install() -> None:
    """Remember the pattern of each template."""
    from ministack.services import apigateway

    pinned(
        apigateway,
        "_extract_path_params",
        r'parts = re.split(r"(\{[^}]+\})", route_path)',
        'pattern_parts.append("(.+)")',
        'pattern_parts.append("([^/]+)")',
        "re.fullmatch",
    )

    def extract_path_params(route_path: str, request_path: str) -> dict[str, str] | None:
        names, pattern = pattern_of(route_path)
        found = pattern.fullmatch(request_path)
        return None if found is None else dict(zip(names, found.groups(), strict=True))

    apigateway._extract_path_params = extract_path_params


@functools.lru_cache(maxsize=4096)
def pattern_of(route_path: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """A template's names, and the pattern of its paths: `{name}` one segment, `{name+}` several."""
    parts = re.split(r"\{([^}]+)\}", route_path)
    names, texts = parts[1::2], parts[0::2]
    pattern = re.escape(texts[0])
    for name, text in zip(names, texts[1:], strict=True):
        pattern += ("(.+)" if name.endswith("+") else "([^/]+)") + re.escape(text)
    return tuple(name.removesuffix("+") for name in names), re.compile(pattern)
