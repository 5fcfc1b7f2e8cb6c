"""Summary, description and parameter texts from Google-style docstrings."""

from inspected import inspect_source
from runner.contract.docstring import MAX_DESCRIPTION, read_docstring

TEXT = """Merge the workbooks.

Reads every sheet.

    Indented: stays.

Args:
    month (str): The month,
        such as 2026-10.
    部门（str）：哪个部门
    *rest: More.

    limit: With a colon: inside.

Returns:
    A dict.

Last words."""


def test_sections_are_told_apart():
    docstring = read_docstring(TEXT)
    assert docstring.summary == "Merge the workbooks."
    assert docstring.description == "Reads every sheet.\n\n    Indented: stays.\n\nLast words."
    assert docstring.parameters == {
        "month": "The month, such as 2026-10.",
        "部门": "哪个部门",
        "rest": "More.",
        "limit": "With a colon: inside.",
    }


def test_a_chinese_heading_is_understood():
    assert read_docstring("汇总。\n\n参数：\n    月份: 哪个月").parameters == {"月份": "哪个月"}


def test_nothing_and_too_much():
    assert read_docstring(None).summary == ""
    assert len(read_docstring("a\n" + "b" * 9000).description) == MAX_DESCRIPTION


def test_the_docstring_of_main_wins_over_that_of_the_file():
    both = inspect_source('"""File."""\ndef main(a):\n    """Main.\n\n    Args:\n        a: text\n    """\n')
    assert (both["summary"], both["parameters"]["properties"]["a"]["description"]) == ("Main.", "text")
    assert inspect_source('"""File."""\ndef main(a): pass\n')["summary"] == "File."


def test_the_description_of_param_wins_over_the_docstring():
    source = (
        "from typing import Annotated\nfrom openscript import Param\n"
        "def main(a: Annotated[str, Param(description='P')]):\n"
        "    '''S.\n\n    Args:\n        a: D\n    '''\n"
    )
    assert inspect_source(source)["parameters"]["properties"]["a"]["description"] == "P"
