"""Runs a classic BPF program as the kernel does for seccomp, so that every system call can be asked about."""

import struct

LOAD, JUMP, EQUAL, ABOVE_OR_EQUAL, ANY_BIT, RETURN = 0x20, 0x05, 0x15, 0x35, 0x45, 0x06


def decide(program: bytes, number: int, architecture: int, arguments: tuple[int, ...] = ()) -> int:
    """The filter's return value for one system call."""
    padded = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    data = struct.pack(
        "<IIQ6Q", number & 0xFFFFFFFF, architecture, 0, *(each & (1 << 64) - 1 for each in padded)
    )
    instructions = list(struct.iter_unpack("<HBBI", program))
    place = accumulator = 0
    while True:
        code, if_true, if_false, value = instructions[place]
        place += 1
        if code == LOAD:
            (accumulator,) = struct.unpack_from("<I", data, value)
        elif code == RETURN:
            return value
        elif code == JUMP:
            place += value
        else:
            holds = {
                EQUAL: accumulator == value,
                ABOVE_OR_EQUAL: accumulator >= value,
                ANY_BIT: bool(accumulator & value),
            }
            place += if_true if holds[code] else if_false
