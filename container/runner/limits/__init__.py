"""Notices while the script runs that it has passed a limit, and says which, its value and the peak."""
