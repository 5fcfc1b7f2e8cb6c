"""What an archive claims of itself, checked before a library unpacks anything of it."""

import struct
import zipfile
from pathlib import Path

from preview import limits
from preview.refusal import DAMAGED, ENCRYPTED, FORBIDDEN_CONTENT, TOO_LARGE_UNPACKED, Refused

# The end of central directory record (APPNOTE 4.3.16) and its comment's largest size.
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_MAX_COMMENT = 0xFFFF
# The zip64 locator (4.3.15) and record (4.3.14) that may stand before it.
_LOCATOR = struct.Struct("<4sLQL")
_LOCATOR_SIGNATURE = b"PK\x06\x07"
_RECORD = struct.Struct("<4sQ2H2L4Q")
_RECORD_SIGNATURE = b"PK\x06\x06"

_STORED, _DEFLATED = 0, 8
_ENCRYPTED_FLAG = 0x1


def read_names(path: Path) -> list[str]:
    """Names of the entries of an archive that keeps to the limits; raises Refused for any other.

    Sizes are what the directory claims. That a claim lies does no harm: an entry is never unpacked beyond its
    claim, and its checksum then fails.
    """
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        raise Refused(DAMAGED) from error
    _check_entries(entries)
    return [entry.filename for entry in entries]


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.MAX_ENTRIES:
        raise Refused(TOO_LARGE_UNPACKED)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise Refused(ENCRYPTED)
        if entry.compress_type not in (_STORED, _DEFLATED):
            raise Refused(FORBIDDEN_CONTENT)
        if entry.file_size > max(limits.RATIO_GRACE_BYTES, limits.MAX_RATIO * entry.compress_size):
            raise Refused(TOO_LARGE_UNPACKED)
    if sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED_BYTES:
        raise Refused(TOO_LARGE_UNPACKED)


def _check_directory(path: Path) -> None:
    """Refuse an archive that another file stands behind or inside: who reads it decides what it is."""
    size = path.stat().st_size
    with path.open("rb") as file:
        tail_start = max(0, size - _END.size - _MAX_COMMENT)
        file.seek(tail_start)
        tail = file.read()
        at = tail.rfind(_END_SIGNATURE)
        if at < 0 or at + _END.size > len(tail):
            raise Refused(DAMAGED)
        _, disk, start_disk, _, count, directory_size, directory_at, comment = _END.unpack_from(tail, at)
        end_at = tail_start + at
        if disk != 0 or start_disk != 0:
            raise Refused(DAMAGED)
        if end_at + _END.size + comment != size:
            raise Refused(FORBIDDEN_CONTENT)
        if count == 0xFFFF or 0xFFFFFFFF in (directory_size, directory_at) or _has_locator(file, end_at):
            end_at, directory_size, directory_at = _read_zip64(file, end_at)
    if directory_size > limits.MAX_DIRECTORY_BYTES:
        raise Refused(TOO_LARGE_UNPACKED)
    if directory_at + directory_size != end_at:
        raise Refused(FORBIDDEN_CONTENT)


def _has_locator(file, end_at: int) -> bool:
    file.seek(max(0, end_at - _LOCATOR.size))
    return file.read(len(_LOCATOR_SIGNATURE)) == _LOCATOR_SIGNATURE


def _read_zip64(file, end_at: int) -> tuple[int, int, int]:
    """Where the zip64 record stands, and the directory's size and place that it gives."""
    file.seek(max(0, end_at - _LOCATOR.size))
    locator = file.read(_LOCATOR.size)
    if len(locator) != _LOCATOR.size or not locator.startswith(_LOCATOR_SIGNATURE):
        raise Refused(DAMAGED)
    _, _, record_at, _ = _LOCATOR.unpack(locator)
    if record_at + _RECORD.size > end_at:
        raise Refused(DAMAGED)
    file.seek(record_at)
    record = file.read(_RECORD.size)
    if len(record) != _RECORD.size or not record.startswith(_RECORD_SIGNATURE):
        raise Refused(DAMAGED)
    *_, directory_size, directory_at = _RECORD.unpack(record)
    return record_at, directory_size, directory_at
