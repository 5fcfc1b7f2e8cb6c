"""Make a file of a terabyte that takes no space."""


def main() -> dict:
    with open("out/sparse", "wb") as file:
        file.truncate(1 << 40)
