"""The run's log: bytes from two pipes become numbered lines, cut where they are too long."""
