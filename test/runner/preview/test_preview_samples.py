"""The captured documents that TypeScript is tested with are what the code says today."""

import pytest
from preview_samples import FOLDER, files, text_of


@pytest.mark.parametrize("name", files())
def test_captured_sample_is_up_to_date(preview, name):
    content, file_name, sheet = files()[name]
    assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == text_of(
        preview(content, file_name, sheet)
    )


def test_there_is_no_sample_without_a_source():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(files())
