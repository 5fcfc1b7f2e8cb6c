"""Take a thing out of MiniStack that a patch replaces, or refuse to start."""

import inspect
from types import ModuleType
from typing import Any

from emulator.settings import Refused


def pinned(owner: ModuleType | type, name: str, *fragments: str) -> Any:
    """Return `owner.name`; it must exist, and its source must hold the fragments that the patch relies on."""
    thing = getattr(owner, name, None)
    if thing is None:
        raise Refused(
            f"MiniStack has no {owner.__name__}.{name} any more; look at the patch that replaces it"
        )
    source = thing if isinstance(thing, str) else inspect.getsource(thing) if fragments else ""
    for fragment in fragments:
        if fragment not in source:
            raise Refused(
                f"MiniStack's {owner.__name__}.{name} has changed (no {fragment!r}); "
                "look at the patch that replaces it"
            )
    return thing


def replaced(text: str, old: str, new: str) -> str:
    """Replace the one occurrence of `old`."""
    if text.count(old) != 1:
        raise Refused(f"MiniStack's worker script has {text.count(old)} occurrences of {old!r}, expected one")
    return text.replace(old, new)
