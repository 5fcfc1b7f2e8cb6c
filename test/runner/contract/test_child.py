"""The child process: how scripts start, what they see, what they write, and how they end."""

import pytest
from child_process import run_child

EMPTY = {"message": None, "metrics": {}, "checks": [], "tables": [], "charts": [], "files": [], "values": {}}


def test_an_empty_script_returns_an_empty_result(tmp_path):
    run = run_child(tmp_path, "def main():\n    pass\n")
    assert (run.exit_code, run.result, run.failure) == (0, {"ok": True, "result": EMPTY}, None)
    assert run.events == [{"event": "entered"}, {"event": "returned"}]


def test_main_gets_its_arguments(tmp_path):
    script = (
        "from decimal import Decimal\nfrom datetime import date\nfrom enum import Enum\n"
        "class Level(Enum):\n    LOW = 'low'\n"
        "def main(a: Decimal, /, b: date, *, level: Level = Level.LOW, n: int | None = None):\n"
        "    return {'seen': [repr(a), repr(b), level is Level.LOW, n]}\n"
    )
    run = run_child(tmp_path, script, parameters={"a": "1.10", "b": "2026-01-31"})
    assert run.result["result"]["values"]["seen"] == [
        "Decimal('1.10')",
        "datetime.date(2026, 1, 31)",
        True,
        None,
    ]


def test_an_async_main_is_awaited_and_main_runs_once(tmp_path):
    script = """
        import asyncio

        async def main():
            await asyncio.sleep(0)
            print('once')
            return {'message': 'done'}

        if __name__ == '__main__':
            asyncio.run(main())
    """
    run = run_child(tmp_path, script)
    assert (run.stdout, run.result["result"]["message"]) == ("once\n", "done")


def test_output_is_utf8_line_by_line_and_flushed_at_the_end(tmp_path):
    script = """
        import logging

        logging.basicConfig(level='INFO', format='%(message)s')

        def main():
            print('你好', '\\ud800')
            logging.info('记录')
            print('no newline', end='')
    """
    run = run_child(tmp_path, script)
    assert run.stdout == "你好 \\ud800\nno newline"
    assert run.stderr == "记录\n"


def test_what_the_script_sees_of_itself(tmp_path):
    script = """
        import inspect, os, pickle, sys
        from dataclasses import dataclass

        @dataclass
        class Row:
            n: int

        def main():
            import csv
            return {
                'name': __name__, 'file': os.path.basename(__file__), 'cwd': os.path.basename(os.getcwd()),
                'csv': hasattr(csv, 'reader'), 'row': pickle.loads(pickle.dumps(Row(3))).n,
                'source': inspect.getsource(Row).splitlines()[1], 'argv': len(sys.argv),
                'beside': [p for p in sys.path if p.endswith(('script', 'work'))],
            }
    """
    run = run_child(tmp_path, script, file_name="csv.py")
    assert run.result["result"]["values"] == {
        "name": "script_csv", "file": "csv.py", "cwd": "work", "csv": True, "row": 3, "source": "class Row:",
        "argv": 1, "beside": [],
    }  # fmt: skip


def test_an_empty_script_loads_no_library(tmp_path):
    script = """
        import sys

        HEAVY = {'pandas', 'numpy', 'asyncio', 'openpyxl', 'decimal', 'pathlib', 'inspect', 'typing'}

        def main():
            return {'loaded': sorted(HEAVY & set(sys.modules))}
    """
    assert run_child(tmp_path, script).result["result"]["values"] == {"loaded": []}


def test_progress_is_sent_in_order_and_the_last_one_arrives(tmp_path):
    script = """
        import openscript

        def main():
            for i in range(1000):
                openscript.progress(i / 999, f'第 {i}\\n行' * 99)
    """
    events = run_child(tmp_path, script).events
    assert [events[0]["event"], events[-1]["event"]] == ["entered", "returned"]
    assert events[-2]["fraction"] == 1
    assert len(events) < 100
    assert all(len(event["message"]) == 300 for event in events[1:-1])


def test_a_closed_progress_descriptor_does_not_fail_the_run(tmp_path):
    script = "import os, openscript\ndef main():\n    os.closerange(3, 50)\n    openscript.progress(0.5)\n"
    assert run_child(tmp_path, script).exit_code == 0


def test_a_child_process_of_the_script_does_not_hold_the_pipe(tmp_path):
    script = """
        import multiprocessing, subprocess, sys

        def double(n):
            return 2 * n

        def main():
            code = "import os; print(len(os.listdir('/proc/self/fd')) > 4)"
            command = [sys.executable, '-c', code]
            inherited = subprocess.run(command, close_fds=False, capture_output=True, text=True)
            with multiprocessing.get_context('fork').Pool(2) as pool:
                return {'doubled': pool.map(double, [1, 2]), 'inherited': inherited.stdout.strip()}
    """
    values = run_child(tmp_path, script).result["result"]["values"]
    assert values == {"doubled": [2, 4], "inherited": "False"}


@pytest.mark.parametrize(
    ("body", "exit_code", "code"),
    [
        ("import sys; sys.exit(3)", 3, 3),
        ("raise SystemExit", 0, 0),
        ("import sys; sys.exit('no more')", 1, 1),
        ("import sys; sys.exit(-1)", 255, -1),
    ],
)
def test_sys_exit(tmp_path, body, exit_code, code):
    run = run_child(tmp_path, f"def main():\n    {body}\n")
    assert (run.exit_code, run.result) == (exit_code, None)
    assert run.failure == {
        "kind": "exit", "exception": None, "exit_code": code,
        "message": f"the script called sys.exit({code})",
    }  # fmt: skip
    assert ("no more" in run.stderr) == ("no more" in body)


def test_os_exit_leaves_no_document(tmp_path):
    run = run_child(tmp_path, "import os\ndef main():\n    os._exit(0)\n")
    assert (run.exit_code, run.result, run.failure) == (0, None, None)


def test_user_error_is_its_message_alone(tmp_path):
    script = """
        import openscript

        class Mine(openscript.UserError):
            pass

        def main():
            raise Mine('第 17 行：缺少代码')
    """
    run = run_child(tmp_path, script)
    assert (run.exit_code, run.stderr) == (1, "")
    assert run.failure == {
        "kind": "user_error", "exception": None, "exit_code": None, "message": "第 17 行：缺少代码",
    }  # fmt: skip


def test_parameters_that_do_not_fit_are_a_user_error_before_main_is_entered(tmp_path):
    run = run_child(tmp_path, "def main(n: int): pass\n", parameters={"n": "x"})
    assert (run.failure["kind"], run.events) == ("user_error", [])
    assert run.failure["message"] == "parameter \"n\": a whole number is wanted, not 'x'"


def test_a_source_that_cannot_be_read_is_told_with_its_place(tmp_path):
    run = run_child(tmp_path, "x = 1\ndef main(a: bytes): pass\n")
    frame = run.failure["exception"]["traceback"][0]
    assert (run.failure["kind"], frame["line"], frame["column"]) == ("script_error", 2, 13)
    assert frame["source"] == "def main(a: bytes): pass"


def test_files_left_open_and_threads_are_finished_before_the_end(tmp_path):
    script = """
        import threading, time

        def late():
            time.sleep(0.2)
            open('out/late.txt', 'w').write('late')

        def main():
            global kept
            kept = open('out/kept.txt', 'w')
            kept.write('kept')
            threading.Thread(target=late).start()
    """
    run = run_child(tmp_path, script)
    assert [(run.out / name).read_text() for name in ("kept.txt", "late.txt")] == ["kept", "late"]


def test_closed_or_replaced_streams_do_not_fail_the_run(tmp_path):
    script = "import sys\ndef main():\n    sys.stdout.close()\n    sys.stderr = None\n"
    assert run_child(tmp_path, script).result["ok"]
