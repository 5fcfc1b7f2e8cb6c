"""Starts the script where it can do no harm and ends all it started. `mounts.txt` says what it sees."""
