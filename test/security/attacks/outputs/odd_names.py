"""Use names that break readers: control characters, separators of other systems, bytes that are no UTF-8."""

NAMES = [
    b"new\nline",
    b"tab\there",
    b"back\\slash",
    b"\xff\xfe",
    b"esc\x1b[31m",
    b"${filename}",
    b"nul\x7f",
    b"c1\xc2\x85",
]
FINE = [
    b"-rf",
    b"...",
    b" ",
    b"quote\"'.txt",
    "北京 🙂.txt".encode(),
    b"x" * 255,
    b"CON",
    b"$(id)",
    b"a;b",
    b".hidden",
    b"%2e%2e",
]


def main(target: dict) -> dict:
    for name in [*NAMES, *FINE]:
        with open(b"out/" + name, "wb") as file:
            file.write(name)
    return {}
