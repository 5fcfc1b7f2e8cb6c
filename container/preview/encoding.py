"""Which encoding a text is in, told from its first bytes."""

import codecs

from charset_normalizer import from_bytes

from preview import limits

# The longer one first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What spreadsheets and accounting programs write besides Unicode.
_ASIAN = ["gb18030", "big5", "cp932", "cp949", "cp874"]
_OTHERS = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256"]
_FALLBACK = "cp1252"
# So few letters prove nothing; those who use this platform write Chinese before Korean.
_FEW_LETTERS = 10


def decode(data: bytes) -> str | None:
    """The text of a file's beginning; None: it is no text. What cannot be read within it is replaced."""
    name = _encoding_of(data)
    if name is None:
        return None
    # Incremental: the last character may be cut in two.
    return codecs.getincrementaldecoder(name)("replace").decode(data, final=False)


def _encoding_of(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[: limits.SAMPLE_BYTES]
    if b"\0" in sample:
        return _unmarked_utf16(sample)
    if _is_utf8(sample):
        return "utf-8"
    if _has_control_bytes(sample):
        return None
    if _is_simplified_chinese(sample):
        return "gb18030"
    best = from_bytes(sample, cp_isolation=_ASIAN + _OTHERS).best()
    return _FALLBACK if best is None else best.encoding


def _is_utf8(sample: bytes) -> bool:
    try:
        decoded = codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        return False
    return not _has_control_bytes(decoded.encode("utf-8"))


def _has_control_bytes(sample: bytes) -> bool:
    """Bytes that no text has, but for a few: a binary file holds many of them."""
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1a\x1b" for byte in sample)
    return controls * 100 > len(sample)


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: Latin letters and delimiters have their zero always on the same side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    name = "utf-16-le" if even < odd else "utf-16-be"
    if max(even, odd) * 20 < len(sample) or min(even, odd) * 10 > max(even, odd):
        return None
    words = sample.decode(name, "replace")
    return None if _has_control_bytes(words.encode("utf-8", "replace")) else name


def _is_simplified_chinese(sample: bytes) -> bool:
    """Whether the two-byte letters are those of GB 2312.

    charset-normalizer takes a few lines of it for Korean, whose encoding uses the same bytes. But Korean
    syllables end at the lead byte C8, while GB 2312 orders its common characters by sound from B0 to D7, a
    third of them beyond C8; Japanese has kana (A4, A5) everywhere, and Big5 uses second bytes below A1.
    """
    leads: list[int] = []
    strays = at = 0
    while at < len(sample) - 1:
        if sample[at] < 0x80:
            at += 1
            continue
        if 0xA1 <= sample[at] <= 0xF7 and sample[at + 1] >= 0xA1:
            leads.append(sample[at])
        else:
            strays += 1
        at += 2
    letters = [lead for lead in leads if lead >= 0xB0]
    kana = sum(lead in (0xA4, 0xA5) for lead in leads)
    return (
        len(letters) > 0
        and strays * 20 <= len(leads)
        and kana * 5 <= len(leads)
        and (len(letters) < _FEW_LETTERS or sum(lead > 0xC8 for lead in letters) * 10 >= len(letters))
    )
