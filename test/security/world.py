"""The host as an attack meets it: servers, sockets, another run's files, a secret, a process with a
canary.
"""

import os
import platform
import secrets
import socket
import subprocess
import sys
import threading
from pathlib import Path

from harness.attempts import CONTAINER


class World:
    """Everything that an attack may reach for. `target` is what the attacks are told."""

    def __init__(self, folder: Path) -> None:
        self.groups_before = run_groups()
        self.canary = "canary-" + secrets.token_hex(8)
        self._shm = Path("/dev/shm") / f"openscript-{secrets.token_hex(6)}"
        self._shm.write_text(self.canary)
        self._shm.chmod(0o600)
        secret = folder / "secret.txt"
        secret.write_text(self.canary)
        secret.chmod(0o600)
        self.work_dir = folder / "work"
        other = self.work_dir / "run-0123456789abcdef"
        (other / "work" / "out").mkdir(parents=True)
        (other / "work" / "out" / "secret.txt").write_text(self.canary)
        (other / "work").chmod(0o700)
        other.chmod(0o711)
        self.work_dir.chmod(0o711)
        self._servers = [
            self._tcp(),
            self._udp(),
            self._unix(str(folder / "server.sock")),
            self._unix("\0" + self.canary),
        ]
        self._victim = subprocess.Popen(
            [sys.executable, "-c", "import time; time.sleep(600)", f"victim-{self.canary}"],
            env={"CANARY": self.canary},
            stdout=subprocess.DEVNULL,
        )
        self.target = {
            "canary": self.canary,
            "hostname": platform.node(),
            "secret_file": str(secret),
            "work_dir": str(self.work_dir),
            "other_run": str(other),
            "shm_name": self._shm.name,
            "victim_pid": self._victim.pid,
            "victim_word": f"victim-{self.canary}",
            "tcp_port": self._servers[0].getsockname()[1],
            "udp_port": self._servers[1].getsockname()[1],
            "address": _own_address(),
            "unix_socket": str(folder / "server.sock"),
            "abstract_socket": self.canary,
            "container": str(CONTAINER),
            "files": 50,
        }

    def victim_lives(self) -> bool:
        """Whether the process that is not part of any run is untouched."""
        return self._victim.poll() is None

    def close(self) -> None:
        """End everything again."""
        self._victim.kill()
        self._victim.wait()
        for server in self._servers:
            server.close()
        self._shm.unlink(missing_ok=True)

    def _tcp(self) -> socket.socket:
        server = socket.create_server(("127.0.0.1", 0))
        self._serve(server)
        return server

    def _unix(self, name: str) -> socket.socket:
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.bind(name)
        server.listen()
        if not name.startswith("\0"):
            os.chmod(name, 0o666)
        self._serve(server)
        return server

    def _serve(self, server: socket.socket) -> None:
        def accept() -> None:
            try:
                while True:
                    server.accept()[0].close()
            except OSError:
                pass

        threading.Thread(target=accept, daemon=True).start()

    def _udp(self) -> socket.socket:
        server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        server.bind(("127.0.0.1", 0))

        def answer() -> None:
            try:
                while True:
                    server.sendto(b"!", server.recvfrom(10)[1])
            except OSError:
                pass

        threading.Thread(target=answer, daemon=True).start()
        return server


def run_groups() -> set[Path]:
    """The control groups of runs that have no member."""
    return {group for group in Path("/sys/fs/cgroup").rglob("openscript-run-*") if not _members(group)}


def _members(group: Path) -> str:
    try:
        return (group / "cgroup.procs").read_text()
    except OSError:
        return "gone"


def _own_address() -> str:
    """The address of the machine itself, where it has one; else loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"
