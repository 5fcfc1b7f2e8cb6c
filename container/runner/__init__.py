"""Runs one script in isolation: `contract` reads scripts, `child` runs them, the rest supervises."""
