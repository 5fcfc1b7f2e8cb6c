"""What is wrong with a script, each with its place; collected, so that an author sees all of it at once."""

from collections import namedtuple

from runner.contract.messages import LANGUAGES, message

MAX_PROBLEMS = 50


class Span(namedtuple("Span", "line column end_line end_column")):
    """Lines and columns count from 1, columns in characters; the end is exclusive."""

    __slots__ = ()


class Problem(namedtuple("Problem", "key span details")):
    """`key` is a key of the message catalogue; its part before the dot is the stable reason."""

    __slots__ = ()

    def document(self) -> dict:
        """The JSON form that the upload answers with."""
        line, column, end_line, end_column = self.span
        return {
            "reason": self.key.partition(".")[0],
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column,
            "messages": {language: message(self.key, language, self.details) for language in LANGUAGES},
        }


class Problems:
    """A list of problems in the order of the source, at most MAX_PROBLEMS."""

    def __init__(self):
        self._items: list[Problem] = []

    def __bool__(self) -> bool:
        return bool(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def add(self, key: str, span: Span, **details) -> None:
        """Note a problem; the same one at the same place is noted once."""
        problem = Problem(key, span, details)
        if problem not in self._items and len(self._items) < MAX_PROBLEMS:
            self._items.append(problem)

    def sorted(self) -> list[Problem]:
        """All of them, by place."""
        return sorted(self._items, key=lambda problem: problem.span)
