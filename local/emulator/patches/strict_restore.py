"""A state file that cannot be read stops the emulator; MiniStack would start empty and overwrite it with nothing."""

from emulator.patches.pinned import pinned
from emulator.settings import Refused
from emulator.state.snapshot import state_path


def install() -> None:
    """Raise where MiniStack logs an error and goes on."""
    from ministack import app

    load = pinned(app, "load_state")
    restore_all = pinned(app, "_load_persisted_state", "continuing fresh")

    def strict_load(service: str) -> dict | None:
        state = load(service)
        if state is None and state_path(f"{service}.json").exists():
            raise Refused(f"cannot read {state_path(f'{service}.json')}; restore it, or move the folder away to start afresh")
        return state

    def strict_restore() -> None:
        for key, module_name in app._state_map.items():
            data = app.load_state(key)
            if data:
                app._get_module(module_name).load_persisted_state(data)

    app.load_state = strict_load
    app._load_persisted_state = strict_restore
    del restore_all
