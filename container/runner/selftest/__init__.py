"""Proves that the sandbox holds on this host before any script runs in it."""
