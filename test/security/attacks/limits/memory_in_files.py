"""Hide the memory in files of /tmp and /dev/shm."""


def main() -> dict:
    for index in range(64):
        for folder in ("/tmp", "/dev/shm"):
            with open(f"{folder}/{index}", "wb") as file:
                file.write(b"x" * (4 << 20))
