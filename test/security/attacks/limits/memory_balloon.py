"""Touch more and more memory in one process."""


def main() -> dict:
    kept = []
    while True:
        kept.append(bytearray(8 << 20))
