"""The result of a script that returned nothing."""

EMPTY_RESULT = {
    "message": None,
    "metrics": {},
    "checks": [],
    "tables": [],
    "charts": [],
    "files": [],
    "values": {},
}
