"""The captured documents that TypeScript is tested with are what the code says today."""

import pytest
from inspection_samples import FOLDER, samples, text_of


@pytest.mark.parametrize(
    ("name", "document"), samples().items(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_captured_sample_is_up_to_date(name, document):
    assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == text_of(document)


def test_there_is_no_sample_without_a_source():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(samples())
