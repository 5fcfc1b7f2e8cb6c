"""Progress of a running script."""

import sys

# Found by name, not imported: it is absent outside the runner, and in a process that the script started anew.
_CHANNEL_MODULE = "runner.child.channel"


def progress(fraction: float | None, message: str | None = None) -> None:
    """Show how far the run is: `progress(0.4, "merging 4 of 10")`.

    `fraction` is from 0 to 1 (values outside are clamped), or None where it is not known. Cheap enough for a
    loop. On an author's own machine the line goes to stderr.
    """
    share = None if fraction is None else float(fraction)
    if share is not None:
        if share != share:
            raise ValueError("progress() takes a fraction from 0 to 1, not NaN")
        share = min(1.0, max(0.0, share))
    text = None if message is None else str(message)
    channel = getattr(sys.modules.get(_CHANNEL_MODULE), "current", None)
    if channel is not None:
        channel.progress(share, text)
        return
    percent = "" if share is None else f"{share:.0%} "
    sys.stderr.write(f"progress: {percent}{text or ''}".rstrip() + "\n")
