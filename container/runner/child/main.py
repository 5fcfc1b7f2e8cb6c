"""Entry of the sandboxed process: `python -I -u main.py JOB.json`.

Writes result.json or failure.json into the job's result folder; the exit code is 0 only for a result.
"""

import os
import sys

# -I keeps every folder of ours off the path; `openscript` must be importable for the script.
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from runner.child import channel
from runner.child.documents import write_document
from runner.child.job import load_job
from runner.child.run_script import run_script
from runner.child.streams import flush_streams, open_streams

EXIT_FAILURE = 1


def main(job_path: str) -> int:
    """Run the job; returns the exit code of this process."""
    job = load_job(job_path)
    open_streams()
    channel.open_channel(job.progress_fd)
    os.environ["MATPLOTLIBRC"] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "matplotlibrc")
    sys.argv = [job.script]
    os.chdir(job.work)
    name, document, exit_code = run_script(job)
    channel.current.flush()
    flush_streams()
    write_document(job.result, name, document)
    return exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
