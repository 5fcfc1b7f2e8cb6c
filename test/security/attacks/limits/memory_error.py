"""Ask for more memory at once than any machine has."""


def main() -> dict:
    return {"size": len(bytearray(1 << 50))}
