"""Change the script, the job and the inputs, which others may check against what the run says."""

import json
import os
import sys

from prologue import achieved, attempt


def main(target: dict) -> dict:
    attempt("script", lambda: open(sys.argv[0], "a").close())
    attempt("script folder", lambda: open(os.path.join(os.path.dirname(sys.argv[0]), "x.py"), "w").close())
    attempt("input", lambda: open("in/book/sheet.csv", "a").close())
    attempt("remove input", lambda: os.unlink("in/book/sheet.csv"))
    attempt("mode of input", lambda: os.chmod("in/book/sheet.csv", 0o666))
    attempt("add input", lambda: open("in/book/more.csv", "w").close())
    job = os.path.join(os.path.dirname(os.path.dirname(sys.argv[0])), "job", "job.json")
    attempt("job", lambda: open(job, "a").close())
    assert json.load(open(job))["file_name"]
    return {"achieved": achieved}
