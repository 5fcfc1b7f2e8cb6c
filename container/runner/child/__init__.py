"""Runs one script inside the sandbox and writes what came of it.

Reads from `main`: job → script → arguments → main → result. Everything written here is a claim to the
supervisor, which trusts none of it: the script shares this process.
"""
