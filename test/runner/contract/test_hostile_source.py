"""Any bytes get a document: never an exception, never long, never a run of the code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from inspected import PRELUDE, inspect_source

CONTAINER = Path(__file__).resolve().parents[3] / "container"
MEBIBYTE = 1024 * 1024

HOSTILE = {
    "parentheses": b"(" * MEBIBYTE,
    "lists": b"x=" + b"[" * 90 + b"]" * 90,
    "sum": b"x=" + b"+".join([b"1"] * 500_000),
    "attributes": b"x=a" + b".a" * 500_000,
    "calls": b"x=a" + b"()" * 500_000,
    "minus": b"x=" + b"-" * 1_000_000 + b"1",
    "not": b"x=" + b"not " * 200_000 + b"1",
    "digits": b"x=" + b"9" * 1_000_000,
    "hexadecimal default": b"def main(a=0x" + b"f" * 1_000_000 + b"):pass",
    "elif": b"if 1:pass\n" + b"elif 1:pass\n" * 50_000,
    "lambda": b"x=" + b"lambda:" * 100_000 + b"0",
    "decorators": b"@a\n" * 200_000 + b"def main():pass",
    "quoted type": b"def main(a:'" + b"list[" * 1000 + b"int" + b"]" * 1000 + b"'):pass",
    "union": b"def main(a:" + b"|".join([b"int"] * 200_000) + b"):pass",
    "quoted union": b"def main(a:'" + b"|".join([b"int"] * 200_000) + b"'):pass",
    "parameters": b"def main(" + b",".join(b"a%d:z" % i for i in range(60_000)) + b"):pass",
    "alias of itself": b"A='A'\ndef main(a:A):pass",
    "aliases": b"".join(b"A%d=A%d\n" % (i, i + 1) for i in range(5000)) + b"def main(a:A0):pass",
    "folding": b"x='a'*10**9\ny=2**10**8\ndef main():pass",
    "choices": b"from typing import *\ndef main(a:Literal["
    + b",".join(b"'%d'" % i for i in range(20_000)) + b"]):pass",
    "members": b"from enum import *\nclass A(Enum):\n"
    + b"".join(b" a%d=%d\n" % (i, i) for i in range(20_000)) + b"def main(a:A):pass",
    "docstring": b"def main():\n '''x\n\n Args:\n" + b"  a: b\n" * 100_000 + b"'''",
    "form feeds": b"\x0c" * MEBIBYTE,
    "comparison": b"x=" + b"a<" * 300_000 + b"a",
    "nested functions": b"".join(b" " * i + b"def f():\n" for i in range(99)) + b" " * 99 + b"pass",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_source_gets_a_document(name):
    document = inspect_source(HOSTILE[name])
    assert document["ok"] in (True, False)
    assert len(json.dumps(document)) < 300_000


def test_inspection_executes_nothing(tmp_path):
    marker = tmp_path / "executed"
    touch = f"__import__('pathlib').Path({str(marker)!r}).touch()"
    source = (
        f"{touch}\nfrom enum import Enum\nclass E(Enum):\n    A = {touch}\n"
        f"def main(a={touch}, b: {touch} = 1, c: E = E.A, d: 'x' = {touch}):\n    {touch}\n"
    )
    assert not inspect_source(source)["ok"]
    assert not marker.exists()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2000))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"# coding:")
def test_any_bytes_get_a_document(data):
    check_document(inspect_source(data))


FRAGMENTS = st.sampled_from(
    "def main( ) : x a , = * ** / -> [ ] { } ' \" ''' \\ \n \t 1 -1 1.5 None True int str list[ dict[ File "
    "Decimal Annotated[ Param( Accept( Count( Literal[ Optional[ | 'int' Level Level.A lambda yield "
    "await import class pass return ... @ := if else for in not 月份 🙂 \x0c # ; f'{ b''".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_any_text_made_of_python_gets_a_document(text):
    check_document(inspect_source(f"{PRELUDE}class Level(Enum):\n    A = 1\ndef main({text}): pass\n"))


def check_document(document):
    json.dumps(document)
    if document["ok"]:
        assert document["parameters"]["additionalProperties"] is False
        return
    assert document["errors"]
    for error in document["errors"]:
        assert error["line"] >= 1
        assert error["column"] >= 1
        assert error["messages"]["en"]
        assert error["messages"]["zh-CN"]


def test_the_deepest_expressions_do_not_crash_a_small_stack():
    """As in a thread of a server: the stack is a fraction of the main thread's."""
    program = (
        "import sys, threading\n"
        "from runner.contract.inspection import inspect_script\n"
        "threading.stack_size(2 * 1024 * 1024)\n"
        "data = [b'x=' + b'-' * 900000 + b'1', b'x=' + b'+'.join([b'1'] * 400000), b'x=a' + b'.a' * 400000]\n"
        "def inspect():\n"
        "    print([inspect_script('a.py', each)['ok'] for each in data])\n"
        "thread = threading.Thread(target=inspect); thread.start(); thread.join()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CONTAINER,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[False, False, False]"), done.stderr
