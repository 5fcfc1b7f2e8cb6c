"""OLE2 compound files of one or two streams, as [MS-CFB] has them: enough to hold an old workbook."""

import struct

_SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_MIN_STREAM = 4096  # a smaller one would live in the mini stream


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to whole sectors."""
    fat: list[int] = [_FAT]
    sectors: list[bytes] = [b""]
    starts = {}
    for name, content in streams.items():
        padded = content.ljust(max(_MIN_STREAM, -(-len(content) // _SECTOR) * _SECTOR), b"\0")
        starts[name] = (len(sectors), len(padded))
        count = len(padded) // _SECTOR
        fat += [len(sectors) + n + 1 for n in range(count - 1)] + [_END]
        sectors += [padded[n * _SECTOR : (n + 1) * _SECTOR] for n in range(count)]
    directory_at = len(sectors)
    fat.append(_END)
    sectors.append(_directory(starts))
    sectors[0] = struct.pack(f"<{_SECTOR // 4}L", *(fat + [_FREE] * (_SECTOR // 4 - len(fat))))
    return _header(directory_at) + b"".join(sectors)


def _header(directory_at: int) -> bytes:
    return struct.pack(
        "<8s16sHHHHH6sLLLLLLLLL109L",
        bytes.fromhex("D0CF11E0A1B11AE1"),
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        1,
        directory_at,
        0,
        _MIN_STREAM,
        _END,
        0,
        _END,
        0,
        0,
        *([_FREE] * 108),
    )


def _directory(starts: dict[str, tuple[int, int]]) -> bytes:
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, (start, size)) in enumerate(starts.items(), start=1):
        right = number + 1 if number < len(starts) else _FREE
        entries.append(_entry(name, 2, start, size, right=right))
    return b"".join(entries).ljust(_SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBLLL16sLQQLLL",
        encoded,
        len(encoded),
        kind,
        1,
        _FREE,
        right,
        child,
        b"",
        0,
        0,
        0,
        start,
        size,
        0,
    )
