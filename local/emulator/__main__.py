"""`python -m emulator --port N --home DIR`, started in the folder `local/`: the AWS APIs until SIGTERM."""

import os
import sys

import uvloop

from emulator.settings import Refused, Settings, parse_settings, prepare_environment


def main() -> int:
    """Prepare the environment first: MiniStack reads it while its modules are imported."""
    try:
        settings = parse_settings(sys.argv[1:])
        prepare_environment(settings)
        from emulator.patches import apply_patches

        apply_patches()
    except Refused as error:
        print(f"emulator: {error}", file=sys.stderr)
        return 2
    try:
        uvloop.run(_serve_and_leave(settings))
    except Refused as error:
        print(f"emulator: {error}", file=sys.stderr)
        return 2
    return 0


async def _serve_and_leave(settings: Settings) -> None:
    """End the process without waiting for threads: an execution may wait for hours, and all is saved."""
    from emulator.server import serve

    await serve(settings)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
