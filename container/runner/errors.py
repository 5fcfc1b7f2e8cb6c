"""The few ways a run can go wrong that the supervisor itself decides, each with one stable outcome code."""


class SettingsError(Exception):
    """The environment variables are wrong: nothing can be fetched, started or reported."""


class PlatformFault(Exception):
    """The platform failed (storage, sandbox, disk): outcome `platform_error`, never blamed on the script."""


class InputChanged(Exception):
    """An input or the script is not the bytes that the manifest names: outcome `input_changed`."""


class ResultInvalid(Exception):
    """What the script returned breaks the contract: outcome `result_invalid`."""


class Cancelled(Exception):
    """SIGTERM or SIGINT reached the supervisor: outcome `cancelled`."""
