"""The committed filters: which one a machine and a launcher need."""

import os

from ..errors import PlatformFault

DIRECTORY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "blobs")
MACHINES = {"x86_64": "x86_64", "aarch64": "arm64"}  # as uname -m says it → as the files are called


def blob_path(architecture: str, network: str) -> str:
    """Where the filter of an architecture (x86_64, arm64) and network (isolated, task) lies."""
    return os.path.join(DIRECTORY, f"{architecture}-{network}.bpf")


def read_blob(network: str) -> bytes:
    """The filter for this machine; raises PlatformFault on a machine that has none."""
    machine = os.uname().machine
    if machine not in MACHINES:
        raise PlatformFault(f"there is no system call filter for {machine}: use x86-64 or arm64")
    with open(blob_path(MACHINES[machine], network), "rb") as file:
        return file.read()
