"""The whole return value through the child: message, metrics, charts, files, other keys, limits."""

import pytest
from child_process import run_child


def returned(tmp_path, expression: str, before: str = "") -> dict:
    script = f"{before}\ndef main():\n    return {expression}\n"
    run = run_child(tmp_path, script)
    assert run.result is not None, (run.failure, run.stderr)
    return run.result["result"]


def refused(tmp_path, expression: str, before: str = "") -> str:
    run = run_child(tmp_path, f"{before}\ndef main():\n    return {expression}\n")
    assert (run.exit_code, run.result, run.failure["kind"]) == (1, None, "result_invalid")
    assert [event["event"] for event in run.events] == ["entered", "returned"]
    return run.failure["message"]


def test_keys_with_and_without_a_meaning(tmp_path):
    result = returned(
        tmp_path,
        "{'message': 'two\\nlines', 'metrics': {'n': 1, 't': Decimal('1.50'), 'x': math.nan}, 'code': 200, "
        "'data': {'a': [1]}, 'tables': None, 'charts': None, 'checks': None, 'files': None}",
        "import math\nfrom decimal import Decimal",
    )
    assert result == {
        "message": "two lines", "metrics": {"n": 1, "t": "1.50", "x": None}, "checks": [], "tables": [],
        "charts": [], "files": [], "values": {"code": 200, "data": {"a": [1]}},
    }  # fmt: skip


def test_charts_become_options_and_pictures(tmp_path):
    script = """
        import matplotlib.pyplot as plt

        def main():
            figure, axes = plt.subplots()
            axes.plot([1, 2])
            option = {'series': [{'data': [1, float('nan')]}]}
            return {'charts': {'饼图': option, 'fig': figure, 'axes': axes}}
    """
    run = run_child(tmp_path, script)
    assert run.result["result"]["charts"] == [
        {"name": "饼图", "kind": "echarts", "option": {"series": [{"data": [1, None]}]}},
        {"name": "fig", "kind": "image", "path": "charts/fig.png"},
        {"name": "axes", "kind": "image", "path": "charts/axes.png"},
    ]
    assert run.artifacts() == ["charts/axes.png", "charts/fig.png"]
    assert (run.out / "charts" / "fig.png").read_bytes().startswith(b"\x89PNG")


def test_charts_are_drawn_without_a_screen_and_without_a_word_about_fonts(tmp_path):
    script = """
        import matplotlib.pyplot as plt

        def main():
            figure, axes = plt.subplots()
            axes.set_title('Total -1')
            minus = plt.rcParams['axes.unicode_minus']
            return {'charts': {'f': figure}, 'backend': plt.get_backend().lower(), 'minus': minus}
    """
    run = run_child(tmp_path, script)
    assert run.result["result"]["values"] == {"backend": "agg", "minus": False}
    assert "font" not in run.stderr.replace("Matplotlib is building the font cache", "")


def test_files_are_listed_below_out_in_the_given_order(tmp_path):
    before = (
        "import os, pathlib\nos.mkdir('out/b')\nfor n in ('out/a.txt', 'out/b/c.txt'): open(n, 'w').close()\n"
    )
    result = returned(
        tmp_path,
        "{'files': [pathlib.Path('out/b/c.txt'), 'out/a.txt', os.path.abspath('out/a.txt')]}",
        before,
    )
    assert result["files"] == ["b/c.txt", "a.txt"]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("[1]", "return value: main returned list: return None or a dict"),
        ("{'metrics': {'a': {1}}}", "metrics.a: a value of the type set"),
        ("{'metrics': {'a': [1]}}", "metrics.a: a number or a text is wanted"),
        ("{'metrics': 3}", "metrics: a dict"),
        ("{'message': ['a']}", "message: a text is wanted"),
        ("{'data': {'a': [1, b'x']}}", "data.a[1]: a value of the type bytes"),
        ("{'files': ['out/none.txt']}", "files[0]: there is no file"),
        ("{'files': 'out/none.txt'}", "files: a list"),
        ("{'charts': {'a': 3}}", "charts.a: a chart is a matplotlib figure"),
        ("{'charts': {'a/b': {}}}", "charts.a/b: 'a/b' cannot be a name"),
        ("{'checks': [{'name': 'a'}]}", 'checks[0]: "expected" is missing'),
        ("{'tables': []}", "tables: a dict"),
        ("{'small': 1, 'rows': ['x' * 100] * 3000}", "rows: is 309,"),
    ],
)
def test_what_cannot_be_kept_is_named(tmp_path, expression, message):
    assert message in refused(tmp_path, expression)


def test_a_data_frame_by_itself_is_told_where_it_goes(tmp_path):
    assert '{"tables": {"name": df}}' in refused(tmp_path, "pd.DataFrame()", "import pandas as pd")


def test_an_object_whose_methods_raise_is_the_script_s_error(tmp_path):
    before = "class Odd(dict):\n    def items(self): raise ValueError('odd')\n"
    run = run_child(tmp_path, f"{before}def main():\n    return {{'x': Odd()}}\n")
    assert run.failure["exception"]["traceback"][0]["function"] == "items"
