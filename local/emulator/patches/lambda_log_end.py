"""A call that logs nothing is answered at once; MiniStack waits 50 ms for a first log line that never comes.

The worker scripts write a mark to stderr after each invocation, before they write the answer to stdout, so
the reader knows when the log of this invocation is complete.
"""

import queue
import time

from emulator.patches.pinned import pinned, replaced

MARK = "\x1eend-of-invocation"
# The mark is in the pipe before the answer is read; this only bounds a worker that died.
PATIENCE_SECONDS = 0.25


def install() -> None:
    """Put the mark into both worker scripts and read up to it."""
    from ministack.core import lambda_runtime

    node = pinned(lambda_runtime, "_NODEJS_WORKER_SCRIPT")
    lambda_runtime._NODEJS_WORKER_SCRIPT = replaced(
        replaced(
            node,
            "const _realStdoutWrite = process.stdout.write.bind(process.stdout);",
            "const _answer = process.stdout.write.bind(process.stdout);",
        ),
        "const _stderrWrite = process.stderr.write.bind(process.stderr);",
        "const _stderrWrite = process.stderr.write.bind(process.stderr);\n"
        "const _realStdoutWrite = function (text) {\n"
        "  if (!text.startsWith('{\"status\":\"ready\"')) _stderrWrite('\\x1eend-of-invocation\\n');\n"
        "  return _answer(text);\n"
        "};",
    )
    python = pinned(lambda_runtime, "_PYTHON_WORKER_SCRIPT")
    mark = "sys.stderr.write(chr(30) + 'end-of-invocation\\n'); sys.stderr.flush(); "
    python = replaced(
        python,
        '_real_stdout.write(json.dumps({"status": "ok"',
        mark + '_real_stdout.write(json.dumps({"status": "ok"',
    )
    lambda_runtime._PYTHON_WORKER_SCRIPT = replaced(
        python,
        '_real_stdout.write(json.dumps({"status": "error", "error": str(e), "trace"',
        mark + '_real_stdout.write(json.dumps({"status": "error", "error": str(e), "trace"',
    )
    pinned(lambda_runtime.Worker, "_drain_stderr_bounded", "first_line_wait")
    lambda_runtime.Worker._drain_stderr_bounded = read_to_mark


def read_to_mark(self: object, *_: object, **__: object) -> str:
    """Return this invocation's log lines."""
    lines: list[str] = []
    end = time.monotonic() + PATIENCE_SECONDS
    while (left := end - time.monotonic()) > 0:
        try:
            line: str = self._stderr_queue.get(timeout=left)  # type: ignore[attr-defined]
        except queue.Empty:
            break
        if line.endswith(MARK):
            if line != MARK:
                lines.append(line.removesuffix(MARK))
            break
        lines.append(line)
    return "\n".join(lines)
