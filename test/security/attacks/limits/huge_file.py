"""Write one file without end."""


def main() -> dict:
    with open("out/huge", "wb") as file:
        while True:
            file.write(b"x" * (1 << 20))
