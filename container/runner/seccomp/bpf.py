"""A small assembler for the classic BPF that seccomp takes (linux/bpf_common.h, linux/seccomp.h).

A program is a list of instructions (code, jt, jf, k); jumps are relative and forward only.
"""

import struct
from typing import NamedTuple

LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
JUMP = 0x05  # BPF_JMP | BPF_JA
JUMP_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
JUMP_ABOVE_OR_EQUAL = 0x35  # BPF_JMP | BPF_JGE | BPF_K
JUMP_ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
RETURN = 0x06  # BPF_RET | BPF_K

KILL_PROCESS = 0x80000000
ALLOW = 0x7FFF0000
ERRNO = 0x00050000  # plus the error number

# Offsets in struct seccomp_data. Both architectures are little-endian: an argument's low half comes first.
DATA_NUMBER = 0
DATA_ARCHITECTURE = 4
DATA_ARGUMENTS = 16

MAX_INSTRUCTIONS = 4096  # BPF_MAXINSNS
MAX_OFFSET = 255


class Instruction(NamedTuple):
    """One sock_filter."""

    code: int
    if_true: int
    if_false: int
    value: int


Program = list[Instruction]


def load(offset: int) -> Instruction:
    """Load 32 bits of seccomp_data into the accumulator."""
    return Instruction(LOAD, 0, 0, offset)


def load_argument(index: int) -> Instruction:
    """Load the low 32 bits of an argument: all the kernel looks at for the calls we compare (int,
    unsigned).
    """
    return load(DATA_ARGUMENTS + 8 * index)


def give(action: int) -> Instruction:
    """End the filter with an action."""
    return Instruction(RETURN, 0, 0, action)


def choose(code: int, value: int, if_true: Program, if_false: Program) -> Program:
    """`if <accumulator> <code> <value>: if_true else: if_false`; both branches must end in a return."""
    if len(if_true) <= MAX_OFFSET:
        return [Instruction(code, 0, len(if_true), value), *if_true, *if_false]
    return [Instruction(code, 1, 0, value), Instruction(JUMP, 0, 0, len(if_true)), *if_true, *if_false]


def assemble(program: Program) -> bytes:
    """The program as the kernel reads it (struct sock_filter[]); raises ValueError if it is too long."""
    if len(program) > MAX_INSTRUCTIONS:
        raise ValueError(f"{len(program)} instructions are more than the kernel takes")
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in program)
