import json

from hypothesis import given
from hypothesis import strategies as st
from runner.log.book import LogBook
from runner.log.lines import CUT_MARK, MAX_LINE_BYTES, LineSplitter


def split(parts: list[bytes]) -> list[str]:
    splitter = LineSplitter()
    return [line for part in parts for line in splitter.feed(part)] + splitter.finish()


class Book:
    """A log book that keeps what it emits."""

    def __init__(self, log_mb: int = 1) -> None:
        self.lines: list[dict] = []
        self.book = LogBook(log_mb, self._emit, lambda: 1_700_000_000.0)

    def _emit(self, number: int, line: bytes) -> None:
        assert line.endswith(b"\n") and line.count(b"\n") == 1
        self.lines.append(json.loads(line))
        assert self.lines[-1]["n"] == number == len(self.lines)


@given(
    st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])), max_size=20),
    st.data(),
)
def test_lines_come_out_as_they_went_in_however_they_are_cut(lines: list[str], data: st.DataObject) -> None:
    stream = "".join(line + "\n" for line in lines).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    parts = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert split(parts) == lines


@given(st.lists(st.binary(max_size=100_000), max_size=6))
def test_any_bytes_become_bounded_text(parts: list[bytes]) -> None:
    for line in split(parts):
        assert len(line) <= MAX_LINE_BYTES + len(CUT_MARK)
        assert "\n" not in line


@given(st.integers(0, 3), st.sampled_from(["é", "北", "🙂"]))
def test_a_cut_does_not_break_a_character(shift: int, character: str) -> None:
    line = "x" * shift + character * (MAX_LINE_BYTES // len(character.encode()) + 5)
    (cut,) = split([line.encode() + b"\n"])
    assert cut.endswith(CUT_MARK)
    assert line.startswith(cut.removesuffix(CUT_MARK))
    assert len(cut.removesuffix(CUT_MARK).encode()) > MAX_LINE_BYTES - 4


def test_a_carriage_return_before_the_newline_is_no_text() -> None:
    assert split([b"windows\r", b"\nprogress 1\rprogress 2\n"]) == ["windows", "progress 1\rprogress 2"]


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert split([b"\xff\xfe\x00\xed\xa0\x80\n"]) == ["\ufffd\ufffd\0\ufffd\ufffd\ufffd"]


def test_streams_are_numbered_together_in_order_of_arrival() -> None:
    log = Book()
    log.book.feed("stdout", b"one\ntw")
    log.book.feed("stderr", b"err\n")
    log.book.feed("stdout", b"o\nrest")
    log.book.finish()
    assert [(line["stream"], line["text"]) for line in log.lines] == [
        ("stdout", "one"),
        ("stderr", "err"),
        ("stdout", "two"),
        ("stdout", "rest"),
    ]
    assert log.lines[0]["at"] == "2023-11-14T22:13:20.000Z"


def test_what_is_over_the_limit_is_counted_and_said_once() -> None:
    log = Book()
    for _ in range(200):
        log.book.feed("stdout", b"x" * 9_999 + b"\n")
    log.book.feed("stderr", b"more\nand more")
    log.book.finish()
    assert log.book.truncated
    assert log.lines[-1]["stream"] == "system"
    assert sum(line["stream"] == "system" for line in log.lines) == 1
    kept = sum(line["stream"] == "stdout" for line in log.lines)
    assert log.book.dropped_lines == 200 - kept + 2
    assert log.book.bytes < (1 << 20) + 20_000


def test_the_platforms_own_words_are_kept_after_the_cut() -> None:
    log = Book()
    log.book.feed("stdout", (b"x" * 999 + b"\n") * 2000)
    log.book.say("the script ran longer than 5 seconds")
    assert log.lines[-1]["text"] == "the script ran longer than 5 seconds"
