"""The rules of `[condition]` in policy.txt: what one system call may be asked for."""

import errno

from .bpf import ALLOW, ERRNO, JUMP_ANY_BIT, JUMP_EQUAL, Program, choose, give, load_argument

# CLONE_NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET; NEWTIME is not a flag of clone(2)
NAMESPACE_FLAGS = 0x7E020000
AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
# TCGETS, TIOCGPGRP, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX: the same on x86-64 and arm64
HARMLESS_IOCTLS = (0x5401, 0x540F, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)

NETWORKS = ("isolated", "task")


def refuse(number: int) -> Program:
    """Return with this errno."""
    return [give(ERRNO | number)]


def allow() -> Program:
    """Let the call through."""
    return [give(ALLOW)]


def any_of(values: tuple[int, ...], match: Program, otherwise: Program) -> Program:
    """`match` where the accumulator is one of the values."""
    program = otherwise
    for value in reversed(values):
        program = choose(JUMP_EQUAL, value, match, program)
    return program


def condition(name: str, network: str) -> Program:
    """The program for one conditional call; it has the accumulator for itself.

    `isolated`: the script has a network namespace of its own, with nothing but `lo`: AF_UNIX and the internet
    families may be used. `task`: it shares the task's network, so AF_UNIX alone.
    """
    if name == "clone":
        return [load_argument(0), *choose(JUMP_ANY_BIT, NAMESPACE_FLAGS, refuse(errno.EPERM), allow())]
    if (
        name == "clone3"
    ):  # its flags are behind a pointer, which a filter cannot read: libc falls back to clone
        return refuse(errno.ENOSYS)
    if name == "ioctl":
        return [load_argument(1), *any_of(HARMLESS_IOCTLS, allow(), refuse(errno.ENOTTY))]
    if name == "socket":
        internet = allow() if network == "isolated" else refuse(errno.ENETUNREACH)
        others = any_of((AF_INET, AF_INET6), internet, refuse(errno.EAFNOSUPPORT))
        return [load_argument(0), *any_of((AF_UNIX,), allow(), others)]
    raise ValueError(f"no rule for {name}")
