"""The script as a module: compiled from the text that was inspected, under a name that shadows nothing."""

import enum
import sys

from runner.contract.signature import Signature


class ScriptSource:
    """Gives `linecache` the script's lines, so that tracebacks and `inspect` show them."""

    def __init__(self, text: str):
        self._text = text

    def get_source(self, name: str) -> str:
        """The text; the protocol of PEP 302 loaders."""
        return self._text


def module_name(script_name: str) -> str:
    """Not `__main__`, or `if __name__ == "__main__": main()` would run main twice; not the bare name
    either, or a script `csv.py` would hide the module csv from every import."""
    return f"script_{script_name.replace('-', '_')}"


def load_script(signature: Signature, file_name: str, path: str):
    """Execute the script's top level and return its module; whatever it raises comes out."""
    name = module_name(signature.name)
    module = type(sys)(name)
    module.__file__ = path
    module.__loader__ = ScriptSource(signature.source.text)
    sys.modules[name] = module  # pickling and dataclasses look the module up here
    code = compile(signature.module, file_name, "exec", dont_inherit=True)
    exec(code, module.__dict__)
    return module


def enum_classes(module) -> dict:
    """The Enum classes of the script by name, for binding."""
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, enum.Enum)
    }
