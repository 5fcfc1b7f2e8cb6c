"""Make and open devices: memory, disks, terminals; push a character into the terminal of whoever
started the run.
"""

import fcntl
import os
import stat

from prologue import achieved, attempt


def main(target: dict) -> dict:
    attempt("mknod", lambda: os.mknod("null", 0o600 | stat.S_IFCHR, os.makedev(1, 3)))
    for path in (
        "/dev/mem",
        "/dev/kmsg",
        "/dev/sda",
        "/dev/vda",
        "/dev/fuse",
        "/dev/kvm",
        "/dev/net/tun",
        "/dev/vsock",
    ):
        attempt(path, lambda path=path: os.close(os.open(path, os.O_RDONLY)))
    attempt("terminal", lambda: fcntl.ioctl(os.open("/dev/tty", os.O_RDWR), 0x5412, b"x"))
    attempt("disks", lambda: any(name.startswith(("sd", "vd", "nvme", "dm-")) for name in os.listdir("/dev")))
    return {"achieved": achieved}
