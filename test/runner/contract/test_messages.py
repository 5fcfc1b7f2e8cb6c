"""The message catalogue: both languages say the same things, and nothing in it is dead."""

import re
import string
from pathlib import Path

import pytest
from runner.contract import messages_source, messages_types, messages_values

CONTRACT = Path(messages_source.__file__).parent
CATALOGUE = {
    **messages_source.SOURCE_MESSAGES,
    **messages_types.TYPE_MESSAGES,
    **messages_values.VALUE_MESSAGES,
}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("key", CATALOGUE)
def test_both_languages_have_the_same_details(key):
    english, chinese = CATALOGUE[key]
    assert fields(english) == fields(chinese)
    assert re.search("[\u4e00-\u9fff]", chinese)


def test_every_message_is_said_somewhere():
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in CONTRACT.glob("*.py")
        if not path.name.startswith("messages")
    )
    assert [key for key in CATALOGUE if f'"{key}"' not in code] == []


def test_every_message_that_is_said_is_in_the_catalogue():
    said = set()
    for path in CONTRACT.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        said |= set(
            re.findall(r'(?:add|fail|Error|BadDefault|ValueProblem)\(\s*"([a-z_]+(?:\.[a-z_]+)?)"', text)
        )
    assert said - set(CATALOGUE) == set()
