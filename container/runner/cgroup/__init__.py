"""Control groups: the kernel's own limits for one run, v2 or v1, where this host allows them."""
