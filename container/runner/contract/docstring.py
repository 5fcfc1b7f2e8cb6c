"""Google-style docstrings: summary, description and the `Args:` section."""

import re

MAX_SUMMARY = 200
MAX_DESCRIPTION = 4000
MAX_PARAMETER_DESCRIPTION = 1000
_ARGUMENTS = {"args", "arguments", "parameters", "参数"}
_SECTIONS = _ARGUMENTS | {
    *(
        "returns",
        "return",
        "yields",
        "raises",
        "example",
        "examples",
        "note",
        "notes",
        "todo",
        "warning",
        "warnings",
    ),
    *("attributes", "see also", "references", "返回", "返回值", "异常", "示例", "注意"),
}
_HEADING = re.compile(r"\s*([^\s:：][^:：]{0,30})[:：]\s*$")
_ENTRY = re.compile(r"\s*\*{0,2}(\w+)\s*(?:\([^)]*\)|（[^）]*）)?\s*[:：]\s*(.*)$")


class Docstring:
    """`summary` is the first line, `description` what follows it up to the first section."""

    __slots__ = ("description", "parameters", "summary")

    def __init__(self, summary: str, description: str, parameters: dict[str, str]):
        self.summary = summary
        self.description = description
        self.parameters = parameters


def read_docstring(text: str | None) -> Docstring:
    """Read a cleaned docstring (as `ast.get_docstring` gives it); overlong texts are cut with an ellipsis."""
    lines = (text or "").strip().split("\n")
    sections = _sections(lines[1:])
    return Docstring(
        summary=_cut(lines[0].strip(), MAX_SUMMARY),
        description=_cut("\n".join(sections.pop("", [])).strip(), MAX_DESCRIPTION),
        parameters=_entries([line for name, body in sections.items() if name in _ARGUMENTS for line in body]),
    )


def _sections(lines: list[str]) -> dict[str, list[str]]:
    """Heading → its lines; the lines before the first heading stand under the empty one."""
    sections: dict[str, list[str]] = {"": []}
    current = ""
    for line in lines:
        heading = _HEADING.match(line)
        name = heading.group(1).strip().lower() if heading and not line[:1].isspace() else None
        if name in _SECTIONS:
            current = name
            sections.setdefault(current, [])
        else:
            if current and line.strip() and not line[:1].isspace():
                current = ""  # text at the left margin again belongs to the description
            sections[current].append(line)
    return sections


def _entries(lines: list[str]) -> dict[str, str]:
    entries: dict[str, list[str]] = {}
    indent, name = None, None
    for line in lines:
        if not line.strip():
            continue
        depth = len(line) - len(line.lstrip())
        indent = depth if indent is None else indent
        entry = _ENTRY.match(line) if depth <= indent else None
        if entry:
            name = entry.group(1)
            entries[name] = [entry.group(2).strip()]
        elif name is not None:
            entries[name].append(line.strip())
    return {
        name: _cut(" ".join(filter(None, parts)), MAX_PARAMETER_DESCRIPTION)
        for name, parts in entries.items()
    }


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
