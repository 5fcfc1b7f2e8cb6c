"""An exception as the author sees it: the script's own frames, with lines, columns, causes and groups."""

from child_process import run_child


def failed(tmp_path, script: str) -> dict:
    run = run_child(tmp_path, script)
    assert (run.exit_code, run.result, run.failure["kind"]) == (1, None, "script_error")
    assert "runner/child" not in run.failure["exception"]["text"] + run.stderr
    return run.failure


def test_frames_have_line_column_and_source(tmp_path):
    failure = failed(tmp_path, "def add(a):\n    月 = 1; return a + 'x'\n\ndef main():\n    return add(1)\n")
    assert failure["message"].startswith("TypeError: unsupported operand")
    assert failure["exception"]["type"] == "TypeError"
    assert failure["exception"]["traceback"] == [
        {"file": "sample.py", "line": 5, "column": 12, "function": "main", "source": "    return add(1)"},
        {
            "file": "sample.py",
            "line": 2,
            "column": 19,
            "function": "add",
            "source": "    月 = 1; return a + 'x'",
        },
    ]
    assert "File \"sample.py\", line 2, in add\n    月 = 1; return a + 'x'\n" in failure["exception"]["text"]


def test_library_frames_are_left_out_of_the_report_and_kept_in_the_log(tmp_path):
    run = run_child(tmp_path, "import json\ndef main():\n    json.loads('{')\n")
    exception = run.failure["exception"]
    assert [frame["line"] for frame in exception["traceback"]] == [3]
    assert exception["type"] == "json.decoder.JSONDecodeError"
    assert "decoder.py" not in exception["text"]
    assert "decoder.py" in run.stderr


def test_causes_and_contexts_are_kept_and_the_script_s_own_classes_have_no_module(tmp_path):
    script = """
        class OfficeError(Exception):
            pass

        def main():
            try:
                try:
                    {}['金额']
                except KeyError as error:
                    raise OfficeError('no amount') from error
            finally:
                1 / 0
    """
    exception = failed(tmp_path, script)["exception"]
    text = exception["text"]
    assert exception["type"] == "ZeroDivisionError"
    assert (
        text.index("KeyError: '金额'") < text.index("direct cause") < text.index("\nOfficeError: no amount")
    )
    assert text.index("During handling") < text.index("ZeroDivisionError: division by zero")


def test_groups_show_their_members(tmp_path):
    script = """
        import asyncio

        async def one(n):
            raise ValueError(f'bad {n}')

        async def main():
            async with asyncio.TaskGroup() as group:
                group.create_task(one(1))
                group.create_task(one(2))
    """
    text = failed(tmp_path, script)["exception"]["text"]
    assert all(
        part in text for part in ("ExceptionGroup", "ValueError: bad 1", "ValueError: bad 2", "in one")
    )
    assert "asyncio/" not in text


def test_a_recursion_is_told_briefly(tmp_path):
    exception = failed(tmp_path, "def f(n): return f(n + 1)\ndef main(): f(0)\n")["exception"]
    assert exception["type"] == "RecursionError"
    assert [frame["function"] for frame in exception["traceback"]] == ["main", "f", "f", "f"]
    assert "repeated" in exception["text"]


def test_a_recursion_without_a_limit_of_its_own(tmp_path):
    script = """
        import sys

        def f(n):
            return g(n + 1)

        def g(n):
            if n > 20000:
                raise ValueError('deep')
            return f(n)

        def main():
            sys.setrecursionlimit(10**6)
            f(0)
    """
    exception = failed(tmp_path, script)["exception"]
    assert len(exception["traceback"]) == 50
    assert len(exception["text"]) < 66_000


def test_out_of_memory_is_told(tmp_path):
    script = """
        import resource

        def main():
            resource.setrlimit(resource.RLIMIT_AS, (300 * 2**20, 300 * 2**20))
            kept = []
            while True:
                kept.append(bytearray(100_000))
    """
    assert failed(tmp_path, script)["exception"]["type"] == "MemoryError"


def test_a_module_that_is_not_there_says_where_the_list_is(tmp_path):
    failure = failed(tmp_path, "import no_such_module\ndef main(): pass\n")
    assert "GET /runtime/packages" in failure["message"]
    assert failure["exception"]["traceback"][0]["line"] == 1


def test_a_syntax_error_of_code_that_the_script_makes_is_the_script_s(tmp_path):
    exception = failed(tmp_path, "def main():\n    exec('1 +')\n")["exception"]
    assert exception["type"] == "SyntaxError"
    assert [frame["line"] for frame in exception["traceback"]] == [2]


def test_exceptions_that_cannot_be_printed(tmp_path):
    script = """
        class Odd(Exception):
            def __str__(self):
                raise RuntimeError

        def main():
            raise Odd
    """
    assert failed(tmp_path, script)["exception"]["message"] == "<exception str() failed>"


def test_an_endless_message_is_cut(tmp_path):
    exception = failed(tmp_path, "def main():\n    raise ValueError('x' * 10**6 + '\\ud800')\n")["exception"]
    assert len(exception["message"]) == 8000
    assert len(exception["text"]) < 66_000


def test_keyboard_interrupt_is_an_error_of_the_script(tmp_path):
    assert failed(tmp_path, "def main():\n    raise KeyboardInterrupt\n")["message"] == "KeyboardInterrupt"


def test_a_low_recursion_limit_of_the_script_does_not_break_the_report(tmp_path):
    script = "import sys\ndef main():\n    sys.setrecursionlimit(40)\n    raise ValueError('low')\n"
    assert failed(tmp_path, script)["message"] == "ValueError: low"
