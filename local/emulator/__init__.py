"""MiniStack in this process, the way one machine needs it: loopback only, durable, its known gaps closed."""
