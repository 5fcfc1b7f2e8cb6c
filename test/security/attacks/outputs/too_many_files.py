"""Leave one file more than is allowed."""


def main(target: dict) -> dict:
    for index in range(target["files"] + 1):
        open(f"out/{index:04d}.txt", "w").close()
    return {}
