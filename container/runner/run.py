"""`python -m runner`: one run attempt, from the manifest's URL to the report in the object store."""

import json
import os
import select
import time

from . import journal
from .attempt import Attempt
from .cancel import Cancellation
from .errors import Cancelled, PlatformFault
from .manifest import Identity, read_identity
from .prepare import fetch_document
from .report import Marks
from .sandbox.processes import become_subreaper
from .settings import Settings
from .shapes import ShapeError
from .times import process_start
from .transfer.fault import TransferFault
from .transfer.http import HttpClient
from .transfer.parallel import Worker, run_parallel
from .transfer.post import post_bytes
from .transfer.retry import retry
from .tree import remove_tree

LOG_SECONDS = 60.0
REPORT_SECONDS = 90.0  # without a report the attempt counts as lost, so this waits longest
REMOVE_SECONDS = 1.0
CANCELLED_SECONDS = 0.8  # for the log and again for the report: a cancelled run is gone within two seconds


def run(settings: Settings) -> int:
    """Run the attempt; returns the exit code: 0 once a report is stored, whatever it says, else 1."""
    marks = Marks(process_start=process_start())
    cancellation = Cancellation()
    cancellation.install()
    os.umask(0o022)
    become_subreaper()
    try:
        document = fetch_document(settings.manifest_url or "", cancellation)
        identity = read_identity(document)
    except (PlatformFault, ShapeError) as error:
        journal.note("no-manifest", message=str(error))
        return 1
    except Cancelled:
        journal.note("cancelled-before-manifest")
        return 1
    attempt = Attempt(identity, settings, cancellation, marks)
    try:
        attempt.execute(document)
        stored = _finish(attempt, identity, cancellation)
    finally:
        _clean_up(attempt)
    return 0 if stored else 1


def _finish(attempt: Attempt, identity: Identity, cancellation: Cancellation) -> bool:
    """Send the rest of the log, then the report; a cancellation that arrives meanwhile is still told."""
    attempt.say_outcome()
    if not attempt.outbox.close(LOG_SECONDS, lambda: cancellation.requested):
        attempt.lost_log()
    report = attempt.report()
    if report["outcome"]["status"] != "cancelled":
        try:
            _store(report, identity, cancellation)
            journal.note(
                "reported",
                run_id=identity.run_id,
                status=report["outcome"]["status"],
                code=report["outcome"]["code"],
            )
            return True
        except TransferFault as fault:
            journal.note("report-lost", run_id=identity.run_id, message=str(fault))
            return False
        except Cancelled:
            report = attempt.report()
    return _store_quickly(report, identity)


def _store(report: dict, identity: Identity, cancellation: Cancellation) -> None:
    def job(worker: Worker) -> None:
        retry(lambda: _post(worker.client, report, identity), budget=REPORT_SECONDS, sleep=worker.sleep)

    run_parallel([job], threads=1, cancellation=cancellation)


def _store_quickly(report: dict, identity: Identity) -> bool:
    client = HttpClient(stall_seconds=CANCELLED_SECONDS)
    try:
        retry(lambda: _post(client, report, identity), budget=CANCELLED_SECONDS, sleep=time.sleep)
    except TransferFault as fault:
        journal.note("report-lost", run_id=identity.run_id, message=str(fault))
        return False
    journal.note("reported", run_id=identity.run_id, status="cancelled", code="cancelled")
    return True


def _post(client: HttpClient, report: dict, identity: Identity) -> None:
    data = json.dumps(report, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    post_bytes(client, identity.upload, "report.json", "application/json", data)


def _clean_up(attempt: Attempt) -> None:
    if attempt.job is not None and attempt.job.group is not None:
        attempt.job.group.kill()
        attempt.job.group.remove()
    if attempt.directory is not None:
        _remove_aside(attempt.directory.root)


def _remove_aside(path: str) -> None:
    """Remove a tree in a process of its own, and wait a second for it.

    Everything is told by now: a script that left a million folders must not hold the place of the next run.
    The remover inherits the directory's lock, so that nobody takes it for dead meanwhile.
    """
    pid = os.fork()
    if pid == 0:
        try:
            os.setsid()
            silence = os.open("/dev/null", os.O_RDWR)
            for descriptor in range(3):  # nobody must wait for this process by waiting for the end of a pipe
                os.dup2(silence, descriptor)
            remove_tree(path)
        finally:
            os._exit(0)
    pidfd = os.pidfd_open(pid)
    if select.select([pidfd], [], [], REMOVE_SECONDS)[0]:
        os.waitpid(pid, 0)
