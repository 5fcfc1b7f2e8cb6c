"""A state file that cannot be read stops the emulator; MiniStack would start empty and overwrite it with
nothing.
"""

import os
import sys

from emulator.patches.pinned import pinned
from emulator.settings import Refused
from emulator.state.snapshot import state_path


def install() -> None:
    """End the process where MiniStack, and the server above it, log an error and go on."""
    from ministack import app

    load = pinned(app, "load_state")
    pinned(app, "_load_persisted_state", "continuing fresh")

    def strict_load(service: str) -> dict | None:
        state = load(service)
        if state is None and state_path(f"{service}.json").exists():
            raise Refused(
                f"cannot read {state_path(f'{service}.json')}; "
                "restore it, or move the folder away to start afresh"
            )
        return state

    def strict_restore() -> None:
        try:
            for key, module_name in app._state_map.items():
                data = app.load_state(key)
                if data:
                    app._get_module(module_name).load_persisted_state(data)
        except Exception as error:
            print(f"emulator: {error}", file=sys.stderr, flush=True)
            os._exit(2)

    app.load_state = strict_load
    app._load_persisted_state = strict_restore
