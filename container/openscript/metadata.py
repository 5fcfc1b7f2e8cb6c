"""What `Annotated[…]` says about a parameter beyond its type.

The platform reads these calls from the source text at upload, so their arguments must be literals.
"""


class Param:
    """Title, description and limits: `Annotated[int, Param(title="Year", ge=2000, le=2100)]`.

    `ge` and `le` bound numbers, `Decimal` and dates (as text: `Param(ge="0.01")`); `pattern` is searched in
    the text, so anchor it with `^…$`; `max_length` counts characters; `choices` are the only values allowed.
    """

    __slots__ = ("choices", "description", "ge", "le", "max_length", "pattern", "title")

    def __init__(
        self,
        *,
        title=None,
        description=None,
        ge=None,
        le=None,
        pattern=None,
        max_length=None,
        choices=None,
    ):
        self.title = title
        self.description = description
        self.ge = ge
        self.le = le
        self.pattern = pattern
        self.max_length = max_length
        self.choices = choices


class Accept:
    """File name endings that are taken, with the dot: `Accept(".xlsx", ".csv")`; case does not matter."""

    __slots__ = ("extensions",)

    def __init__(self, *extensions: str):
        self.extensions = extensions


class Count:
    """How many items a list takes: `Count(1, 20)`, or `Count(1)` for one or more."""

    __slots__ = ("maximum", "minimum")

    def __init__(self, minimum: int, maximum: int | None = None):
        self.minimum = minimum
        self.maximum = maximum


class MaxSize:
    """The largest size of each file: `MaxSize("50MB")`, or a number of bytes; 1 KB is 1,024 bytes."""

    __slots__ = ("size",)

    def __init__(self, size: str | int):
        self.size = size
