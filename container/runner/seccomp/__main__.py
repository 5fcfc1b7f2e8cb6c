"""`python -m runner.seccomp`: write the filters anew from policy.txt. Review and commit what changes."""

import os

from .blobs import DIRECTORY, blob_path
from .compile import compile_filter
from .conditions import NETWORKS
from .policy import ARCHITECTURES

os.makedirs(DIRECTORY, exist_ok=True)
for architecture in ARCHITECTURES:
    for network in NETWORKS:
        path = blob_path(architecture, network)
        program = compile_filter(architecture, network)
        with open(path, "wb") as file:
            file.write(program)
        print(f"{os.path.basename(path)}: {len(program) // 8} instructions")
