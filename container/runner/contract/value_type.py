"""The type of a parameter's value, as the contract knows it."""

FILE_KINDS = ("path", "file")
MAX_CHOICES = 500


class ValueType:
    """A scalar, a choice, a list, an object or a file, with its limits.

    `kind` is string, integer, number, boolean, decimal, date, datetime, time, one of FILE_KINDS, `choice`
    (Literal), `enum`, `list` or `object`;
    `item` is the type of a list's items or of an object's values (None: anything); `values` are the JSON
    values of a choice or enum; `enum_name` is the class in the script; `limits` holds JSON Schema
    keywords from metadata: title, description, minimum, maximum, formatMinimum, formatMaximum, pattern,
    maxLength, enum, minItems, maxItems, x-accept, x-maxSize.
    """

    __slots__ = ("enum_name", "item", "kind", "limits", "values")

    def __init__(self, kind: str, *, item=None, values=(), enum_name: str | None = None):
        self.kind = kind
        self.item = item
        self.values = list(values)
        self.enum_name = enum_name
        self.limits: dict = {}

    @property
    def holds_files(self) -> bool:
        """Whether the value comes from input files: one file, or a list of them."""
        return self.kind in FILE_KINDS or (self.kind == "list" and self.item.kind in FILE_KINDS)

    def __str__(self) -> str:
        """As an author writes it."""
        names = {
            "string": "str",
            "integer": "int",
            "number": "float",
            "boolean": "bool",
            "decimal": "Decimal",
            "object": "dict",
            "path": "Path",
            "file": "File",
            "choice": "Literal",
        }
        if self.kind == "list":
            return f"list[{self.item}]"
        return self.enum_name or names.get(self.kind, self.kind)
