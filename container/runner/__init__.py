"""Runs one script in isolation: `contract` reads and binds scripts, `child` runs them, the rest supervises."""
