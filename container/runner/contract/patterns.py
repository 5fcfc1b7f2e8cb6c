"""Regular expressions that mean the same in Python and in JavaScript (with its `u` flag).

A parameter's pattern is searched by the form, the API and the runner, so only their common syntax is taken.
"""

import re

_QUANTIFIER = re.compile(r"\{\d{1,4}(?:,\d{0,4})?\}")
_GROUP_START = re.compile(r"\(\?(?::|=|!|<=|<!)")
_ESCAPE = re.compile(r"\\(?:[dDwWsSbBnrtfv]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[1-9]|[\^$\\.*+?()\[\]{}|/])")
_CLASS_ESCAPE = re.compile(r"\\(?:[dDwWsSnrtfv]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[\^$\\.*+?()\[\]{}|/-])")


def pattern_fault(pattern: str) -> str | None:
    """What keeps a pattern from being used by both languages, or None."""
    position, in_class, quantified = 0, False, False
    while position < len(pattern):
        character = pattern[position]
        was_quantified, quantified = quantified, False
        if character == "\\":
            match = (_CLASS_ESCAPE if in_class else _ESCAPE).match(pattern, position)
        elif in_class:
            in_class = character != "]"
            position += 1
            continue
        elif character == "[":
            in_class = True
            position += 2 if pattern.startswith("[^", position) else 1
            if pattern.startswith("]", position):
                return "[] or [^]"
            continue
        elif character == "(" and pattern.startswith("(?", position):
            match = _GROUP_START.match(pattern, position)
        elif character == "{":
            match = _QUANTIFIER.match(pattern, position)
            quantified = True
        elif character in "}]" or (character == "+" and was_quantified):
            match = None
        else:
            quantified = character in "*+?"
            position += 1
            continue
        if match is None:
            return f"{pattern[position : position + 4]} (position {position + 1})"
        position = match.end()
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return str(error)
    return None
