"""Policy and numbers → one BPF program: the architecture, then a binary search over the numbers."""

import errno

from .bpf import (
    DATA_ARCHITECTURE,
    DATA_NUMBER,
    JUMP_ABOVE_OR_EQUAL,
    JUMP_EQUAL,
    KILL_PROCESS,
    Program,
    assemble,
    choose,
    give,
    load,
)
from .conditions import allow, condition, refuse
from .policy import read_numbers, read_policy

AUDIT_ARCH = {"x86_64": 0xC000003E, "arm64": 0xC00000B7}  # linux/audit.h
X32_BIT = 0x40000000


def compile_filter(architecture: str, network: str) -> bytes:
    """The filter for `architecture` (x86_64, arm64) and `network` (isolated, task), ready for the kernel.

    Raises ValueError when the policy names a call that no architecture has: that is a typing error.
    """
    policy = read_policy()
    known = {name for each in AUDIT_ARCH for name in read_numbers(each)}
    if unknown := sorted(set(policy) - known):
        raise ValueError(f"policy.txt names unknown system calls: {' '.join(unknown)}")
    numbers = read_numbers(architecture)
    actions = {
        numbers[name]: _action(name, section, network) for name, section in policy.items() if name in numbers
    }
    search: Program = _search(_ranges(actions))
    if architecture == "x86_64":
        search = choose(JUMP_ABOVE_OR_EQUAL, X32_BIT, refuse(errno.ENOSYS), search)
    right = [load(DATA_NUMBER), *search]
    whole = [load(DATA_ARCHITECTURE), *choose_architecture(AUDIT_ARCH[architecture], right)]
    return assemble(whole)


def choose_architecture(value: int, right: Program) -> Program:
    """Kill the process where the call came in another architecture's way (int 0x80, for one)."""
    return choose(JUMP_EQUAL, value, right, [give(KILL_PROCESS)])


def _action(name: str, section: str, network: str) -> Program:
    if section == "allow":
        return allow()
    if section == "refuse":
        return refuse(errno.EPERM)
    return condition(name, network)


def _ranges(actions: dict[int, Program]) -> list[tuple[int, Program]]:
    """[(first number, program)] in order, neighbours with the same program joined, gaps filled with
    ENOSYS.
    """
    ranges: list[tuple[int, Program]] = [(0, refuse(errno.ENOSYS))]
    for number in range(max(actions) + 2):
        program = actions.get(number, refuse(errno.ENOSYS))
        if program != ranges[-1][1]:
            ranges.append((number, program))
    if len(ranges) > 1 and ranges[1][0] == 0:
        ranges.pop(0)
    return ranges


def _search(ranges: list[tuple[int, Program]]) -> Program:
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    low, high = _search(ranges[:middle]), _search(ranges[middle:])
    return choose(JUMP_ABOVE_OR_EQUAL, ranges[middle][0], high, low)
