"""One run attempt from its manifest to its report: composes the steps, whose rules are elsewhere."""

import resource
import time

from . import journal, prepare
from .cancel import Cancellation
from .errors import Cancelled, InputChanged, PlatformFault, ResultInvalid
from .log.book import LogBook
from .manifest import Identity, Manifest, read_manifest
from .outbox import Outbox
from .outcome import End, decide
from .outputs.beneath import open_root
from .outputs.collect import collect
from .outputs.failure import read_failure
from .outputs.result import read_result
from .progress import ProgressReader
from .publish import publish_artifacts, publish_tables
from .report import Marks, Usage, progress_document, report_document, warnings_of
from .rundir import RunDirectory, create_run_directory, give_to_script, note_groups
from .sandbox import launch
from .sandbox.identity import run_identity
from .sandbox.job import Job
from .settings import Settings
from .shapes import ShapeError
from .supervise import Supervision, Watched


class Attempt:
    """What is known about the attempt so far; `execute` fills it in, `report` tells it."""

    def __init__(
        self, identity: Identity, settings: Settings, cancellation: Cancellation, marks: Marks
    ) -> None:
        self.outbox = Outbox(identity.upload)
        self.directory: RunDirectory | None = None
        self.job: Job | None = None
        self._identity = identity
        self._settings = settings
        self._cancellation = cancellation
        self._marks = marks
        self._manifest: Manifest | None = None
        self._log: LogBook | None = None
        self._progress = ProgressReader()
        self._end = End()
        self._usage = Usage()
        self._result: dict | None = None
        self._artifacts: list[dict] = []
        self._refused: list[dict] = []
        self._more_refused = 0

    def execute(self, document: object) -> None:
        """Run the attempt as far as it goes. Raises nothing: what went wrong is in the report."""
        try:
            self._manifest = manifest = read_manifest(document)
            self._log = LogBook(manifest.limits.log_mb, self.outbox.add_line, time.time)
            self._run(manifest, self._log)
        except ShapeError as error:
            self._stopped_by(PlatformFault(f"the manifest is not valid: {error}"))
        except (Cancelled, InputChanged, PlatformFault, ResultInvalid) as error:
            self._stopped_by(error)
        except Exception as error:
            import traceback  # slow to import, and never needed if all is well

            journal.note("fault", trace=traceback.format_exc())
            self._stopped_by(error)

    def report(self) -> dict:
        """report.json as things stand now."""
        now = time.time()
        limits = self._manifest.limits if self._manifest is not None else None
        end = self._end._replace(cancelled=self._end.cancelled or self._cancellation.requested)
        outcome = decide(end, limits)
        log = self._log
        return report_document(
            self._identity,
            self._marks,
            now,
            outcome=outcome,
            result=self._result if outcome["status"] == "succeeded" else None,
            warnings=warnings_of(
                self._result,
                self._refused,
                self._more_refused,
                log is not None and log.truncated,
                limits.log_mb if limits is not None else 0,
            ),
            artifacts=self._artifacts,
            refused=self._refused,
            usage=self._usage,
            log={
                "lines": log.lines if log else 0,
                "bytes": log.bytes if log else 0,
                "dropped_lines": log.dropped_lines if log else 0,
                "truncated": bool(log and log.truncated),
            },
        )

    def say_outcome(self) -> None:
        """A last line in the log where the platform, and not the script, had the last word."""
        outcome = self.report()["outcome"]
        if self._log is not None and outcome["code"] not in (None, "script_error", "user_error", "exit"):
            self._log.say(str(outcome["message"]))

    def lost_log(self) -> None:
        """The rest of the log could not be stored: what is left of it must not pass for the whole."""
        if self._end.fault is None:
            self._stopped_by(PlatformFault(f"the log could not be stored ({self.outbox.failure})"))

    def _stopped_by(self, fault: Exception) -> None:
        self._end = self._end._replace(fault=fault)

    def _mark(self, **moments: float | None) -> None:
        self._marks = self._marks._replace(**moments)

    def _run(self, manifest: Manifest, log: LogBook) -> None:
        self._mark(fetch_start=time.time())
        self.directory = directory = create_run_directory(self._settings.work_dir)
        laid = prepare.fetch_files(manifest, directory, self._cancellation)
        self._mark(launch_start=time.time())
        job = Job(
            directory,
            self._settings.python,
            manifest.limits,
            run_identity(self._settings.slot),
            None,
            manifest.run_id,
            manifest.time_zone,
        )
        self.job = job = launch.with_group(self._settings.launcher, job)
        if job.group is not None:
            note_groups(directory, job.group.directories())
        prepare.write_job(manifest, directory, laid, launch.places(self._settings.launcher, job))
        give_to_script(directory, job.identity.uid)
        self._cancellation.check()
        watched = self._watch(job, log)
        self._note_end(job, watched)
        if watched.cancelled:
            raise Cancelled
        if watched.uploads_failed:
            raise PlatformFault(f"the log could not be stored ({self.outbox.failure})")
        self._collect(manifest, directory, watched)

    def _watch(self, job: Job, log: LogBook) -> Watched:
        started = time.monotonic()
        sandbox = launch.start(self._settings.launcher, job)
        try:
            supervision = Supervision(job, sandbox, log, self._progress, self._cancellation)
            self.outbox.start()
            return supervision.watch(
                started, lambda: self._show_progress("running"), lambda: self.outbox.failure is not None
            )
        except BaseException:
            sandbox.kill_all()
            raise

    def _note_end(self, job: Job, watched: Watched) -> None:
        reader = self._progress
        self._mark(entered=reader.entered_at, returned=reader.returned_at, script_end=time.time())
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = job.group.cpu_seconds() if job.group is not None else 0.0
        self._usage = Usage(
            wall_seconds=watched.wall_seconds,
            cpu_seconds=cpu or used.ru_utime + used.ru_stime,
            peak_memory_bytes=max(watched.peaks.memory_bytes, used.ru_maxrss * 1024),
            peak_processes=watched.peaks.tasks,
        )
        self._end = self._end._replace(
            cancelled=watched.cancelled,
            breach=watched.breach,
            ended=watched.ended,
            entered=reader.entered_at is not None,
            peak_memory_bytes=self._usage.peak_memory_bytes,
            many_forks=watched.many_forks,
        )

    def _collect(self, manifest: Manifest, directory: RunDirectory, watched: Watched) -> None:
        self._show_progress("uploading")
        result_root = open_root(directory.path("result"))
        self._end = self._end._replace(failure=read_failure(result_root))
        self._keep_artifacts(manifest, directory)
        if self._end.failure is None and watched.breach is None:
            result = read_result(result_root)
            if result is not None:
                publish_tables(self._identity.upload, result_root, result["tables"], self._cancellation)
            self._result = result
            self._end = self._end._replace(has_result=result is not None)
        self._mark(upload_end=time.time())

    def _keep_artifacts(self, manifest: Manifest, directory: RunDirectory) -> None:
        try:
            out = open_root(directory.path("work", "out"))
        except OSError:  # the script put something else in its place
            self._refused = [{"path": "out", "reason": "is no longer the run's own folder"}]
            self._mark(collect_end=time.time())
            return
        collected = collect(out, manifest.limits)
        self._refused, self._more_refused = collected.refused, collected.more_refused
        self._mark(collect_end=time.time())
        self._artifacts = publish_artifacts(self._identity.upload, out, collected.files, self._cancellation)

    def _show_progress(self, phase: str) -> None:
        reader = self._progress
        if reader.entered_at is not None and self._log is not None:
            now = time.time()
            self.outbox.set_progress(
                progress_document(
                    self._identity, phase, reader.entered_at, reader.progress, self._log.lines, now
                )
            )
