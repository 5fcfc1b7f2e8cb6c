"""What script authors import: parameter descriptions, input files, `UserError` and `progress`.

Importable inside the runner without an install. A script that uses none of it needs no import:
plain annotations (`str`, `Decimal`, `pathlib.Path`, …) mean the same to the platform.
"""

from openscript.errors import UserError
from openscript.files import File
from openscript.metadata import Accept, Count, MaxSize, Param
from openscript.reporting import progress

__all__ = ["Accept", "Count", "File", "MaxSize", "Param", "UserError", "progress"]
