import json

from hypothesis import given
from hypothesis import strategies as st
from runner.progress import MAX_MESSAGE_CHARACTERS, Progress, ProgressReader


def read(*parts: bytes) -> ProgressReader:
    reader = ProgressReader()
    for number, part in enumerate(parts):
        reader.feed(part, float(number))
    return reader


def test_the_moments_are_the_first_entered_and_the_last_returned() -> None:
    entered, returned = b'{"event":"entered"}\n', b'{"event":"returned"}\n'
    reader = read(entered, entered, returned, returned)
    assert (reader.entered_at, reader.returned_at) == (0.0, 3.0)


def test_the_newest_progress_counts_even_in_pieces() -> None:
    lines = b'{"event":"progress","fraction":0.25}\n{"event":"progress","fraction":0.5,"message":"b"}\n'
    assert read(lines[:70], lines[70:]).progress == Progress(0.5, "b")


def test_wrong_values_are_dropped_or_clamped() -> None:
    assert read(b'{"event":"progress","fraction":17,"message":5}\n').progress == Progress(1.0, None)
    assert read(b'{"event":"progress","fraction":"1","message":"x\\u0000y\\n"}\n').progress == Progress(
        None, "xy"
    )
    assert read(b'{"event":"progress","fraction":NaN}\n').progress == Progress(None, None)
    assert read(b'{"event":"progress","fraction":true}\n').progress == Progress(None, None)


def test_a_line_that_is_too_long_is_dropped_and_the_next_is_read() -> None:
    long = json.dumps({"event": "progress", "fraction": 0.1, "message": "x" * 20_000}).encode()
    assert read(long[:9000], long[9000:], b'\n{"event":"progress","fraction":0.2}\n').progress.fraction == 0.2


@given(st.lists(st.binary(max_size=3000) | st.just(b'{"event":"progress","fraction":'), max_size=8))
def test_any_bytes_leave_a_sound_progress(parts: list[bytes]) -> None:
    progress = read(*parts).progress
    assert progress.fraction is None or 0 <= progress.fraction <= 1
    assert progress.message is None or len(progress.message) <= MAX_MESSAGE_CHARACTERS
