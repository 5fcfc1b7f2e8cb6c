"""The one error of result conversion."""


class ResultError(Exception):
    """What was returned cannot be kept: `path` is the key path (`metrics.total`), `text` what to do."""

    def __init__(self, path: str, text: str):
        super().__init__(f"{path}: {text}")
