"""The launcher saves (see `emulator.state`); MiniStack itself would write half a deployment at its end."""

from emulator.patches.pinned import pinned


def install() -> None:
    """Give MiniStack nothing to save."""
    from ministack import app

    pinned(app, "_handle_lifespan", "save_all(_build_persistence_save_dict())")
    app._build_persistence_save_dict = dict
