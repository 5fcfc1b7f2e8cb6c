"""Cuts a stream of bytes into lines of bounded length. No I/O, no clock."""

MAX_LINE_BYTES = 32 * 1024
CUT_MARK = " … [line cut at 32 KiB]"


class LineSplitter:
    """Collects the bytes of one stream and gives back whole lines as text.

    A line is given when its newline arrives; a line of more than 32 KiB is given, cut, as soon as it is that
    long, and the rest up to its newline is thrown away. Bytes that are not UTF-8 become U+FFFD.
    """

    def __init__(self) -> None:
        self._begun = b""
        self._skipping = False

    @property
    def begun(self) -> bool:
        """Whether there is a line whose newline has not come yet."""
        return bool(self._begun)

    def feed(self, data: bytes) -> list[str]:
        """Take the next bytes; returns the lines that are complete now."""
        lines: list[str] = []
        if self._skipping:
            end = data.find(b"\n")
            if end < 0:
                return lines
            data = data[end + 1 :]
            self._skipping = False
        *whole, rest = (self._begun + data).split(b"\n")
        self._begun = b""
        lines += [_text(line) for line in whole]
        if len(rest) > MAX_LINE_BYTES:
            lines.append(_text(rest))
            self._skipping = True
        else:
            self._begun = rest
        return lines

    def finish(self) -> list[str]:
        """The last line, if the stream ended without a newline."""
        rest, self._begun = self._begun, b""
        return [_text(rest)] if rest else []


def _text(line: bytes) -> str:
    if line.endswith(b"\r"):
        line = line[:-1]
    if len(line) <= MAX_LINE_BYTES:
        return line.decode("utf-8", "replace")
    kept = line[:MAX_LINE_BYTES]
    for back in range(
        1, 4
    ):  # not in the middle of a character: a lead byte near the end starts one that is cut
        if kept[-back] >= 0xC0:
            length = 2 if kept[-back] < 0xE0 else 3 if kept[-back] < 0xF0 else 4
            kept = kept[:-back] if back < length else kept
            break
        if kept[-back] < 0x80:
            break
    return kept.decode("utf-8", "replace") + CUT_MARK
