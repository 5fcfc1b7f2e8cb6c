"""The two launchers behind one door. There is no third, and neither stands in for the other."""

from ..cgroup.choose import create_group
from ..cgroup.group import Bounds
from ..manifest import MEBIBYTE
from . import bwrap, inproc
from .job import Job, Places, Sandbox


def places(launcher: str, job: Job) -> Places:
    """Where the script finds its things under this launcher."""
    return bwrap.PLACES if launcher == "bwrap" else inproc.places(job)


def with_group(launcher: str, job: Job) -> Job:
    """The job with a cgroup, where this launcher uses one and this host has one to give.

    In the task cgroups cannot be written: the watchdog measures there, and on hosts that give none.
    """
    if launcher != "bwrap":
        return job
    limits = job.limits
    bounds = Bounds(limits.memory_mb * MEBIBYTE, limits.processes + bwrap.OWN_TASKS, limits.cpu)
    return job._replace(group=create_group(job.directory.name, bounds))


def start(launcher: str, job: Job) -> Sandbox:
    """Start the script; raises PlatformFault."""
    return bwrap.start(job) if launcher == "bwrap" else inproc.start(job)
