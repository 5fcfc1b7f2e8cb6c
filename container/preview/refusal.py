"""Why a file is not shown: the typed answers of the function."""

ENCRYPTED = "encrypted"
DAMAGED = "damaged"
FORBIDDEN_CONTENT = "forbidden_content"
TOO_LARGE_UNPACKED = "too_large_unpacked"
TOO_COMPLEX = "too_complex"
SHEET_NOT_FOUND = "sheet_not_found"
NOT_FETCHED = "not_fetched"
# Of masked copies only.
TOO_LARGE = "too_large"
FORMAT = "format"


class Refused(Exception):
    """Ends the reading with a reason; `sheets` names what there is when a sheet is asked for that is not."""

    def __init__(self, reason: str, sheets: list[str] | None = None):
        super().__init__(reason)
        self.reason = reason
        self.sheets = sheets

    def answer(self) -> dict:
        """The answer in the form of the event's schema."""
        named = {} if self.sheets is None else {"sheets": self.sheets}
        return {"ok": False, "reason": self.reason, **named}
