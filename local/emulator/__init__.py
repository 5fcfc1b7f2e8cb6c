"""MiniStack, started in this process the way one machine needs it: loopback only, durable, and with its known gaps closed."""
