"""The one way a transfer fails."""


class TransferFault(Exception):
    """A request failed. `transient` says whether the same request may work later."""

    def __init__(self, message: str, *, transient: bool) -> None:
        super().__init__(message)
        self.transient = transient
