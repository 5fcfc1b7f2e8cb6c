"""Rows of pandas and polars data frames, column by column because that is how they are fast."""

import sys

from runner.child.result.cells import cell
from runner.child.result.json_values import SAFE_INTEGER


class PandasRows:
    """A pandas DataFrame; its index is kept where it says something: a name, or more than whole numbers."""

    def __init__(self, frame, path: str, chunk_rows: int):
        self._path = path
        self._chunk_rows = chunk_rows
        if _index_says_something(frame.index):
            frame = frame.reset_index(names=_index_names(frame))
        self._frame = frame
        self.columns = [_column_name(name) for name in frame.columns]

    def chunks(self):
        """Rows by the chunk size."""
        columns = [
            _pandas_column(self._frame.iloc[:, index], f"{self._path}.{name}")
            for index, name in enumerate(self.columns)
        ]
        for start in range(0, len(self._frame), self._chunk_rows):
            parts = [convert(start, start + self._chunk_rows) for convert in columns]
            if parts:
                yield [list(row) for row in zip(*parts, strict=True)]


class PolarsRows:
    """A polars DataFrame."""

    def __init__(self, frame, path: str, chunk_rows: int):
        self._frame = frame
        self._path = path
        self._chunk_rows = chunk_rows
        self.columns = list(frame.columns)

    def chunks(self):
        """Rows by the chunk size."""
        paths = [f"{self._path}.{name}" for name in self.columns]
        for chunk in self._frame.iter_slices(self._chunk_rows):
            yield [
                [cell(value, path) for value, path in zip(row, paths, strict=True)] for row in chunk.rows()
            ]


def _index_says_something(index) -> bool:
    return any(name is not None for name in index.names) or index.dtype.kind not in "iu"


def _index_names(frame) -> list[str]:
    """Names for the index columns that no column has."""
    taken, names = {str(name) for name in frame.columns}, []
    for position, name in enumerate(frame.index.names):
        wanted = (
            str(name) if name is not None else ("index" if frame.index.nlevels == 1 else f"level_{position}")
        )
        while wanted in taken:
            wanted += "_"
        taken.add(wanted)
        names.append(wanted)
    return names


def _column_name(name) -> str:
    if isinstance(name, tuple):
        return " / ".join(str(part) for part in name if str(part) != "")
    return str(name)


def _pandas_column(series, path: str):
    """A function of (start, stop) that gives that part of the column as (JSON scalar, kind) pairs."""
    numpy = sys.modules["numpy"]
    dtype = series.dtype
    if not isinstance(dtype, numpy.dtype) or dtype.kind not in "biufM":
        return lambda start, stop: [cell(value, path) for value in series.iloc[start:stop].tolist()]
    values = series.to_numpy()
    if dtype.kind == "M":
        dates_only = bool(((values == values.astype("datetime64[D]")) | numpy.isnat(values)).all())
        return lambda start, stop: [_moment(value, dates_only) for value in series.iloc[start:stop].tolist()]
    convert = {"b": _boolean, "i": _integer, "u": _integer, "f": _number}[dtype.kind]
    if convert is _integer and len(values) and (values.max() > SAFE_INTEGER or values.min() < -SAFE_INTEGER):
        convert = _long_number  # the whole column, so that its cells are alike
    return lambda start, stop: [convert(value) for value in values[start:stop].tolist()]


def _boolean(value):
    return value, "boolean"


def _integer(value):
    return value, "integer"


def _long_number(value):
    return str(value), "string"


def _number(value):
    return (value, "number") if value - value == 0 else (None, "null")


def _moment(value, dates_only: bool):
    """A column of midnights is a column of dates."""
    if value != value:
        return None, "null"
    return (value.date().isoformat(), "date") if dates_only else (value.isoformat(), "datetime")
