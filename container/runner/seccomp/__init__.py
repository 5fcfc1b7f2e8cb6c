"""The system call filter: a reviewed list (`policy.txt`), made into classic BPF ahead of time.

`python -m runner.seccomp` writes the blobs anew; a test does the same and compares.
"""
