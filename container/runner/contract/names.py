"""What the names in a script mean, as far as top-level statements tell: imports, classes, type aliases."""

import ast
import builtins

# Canonical names of what annotations may use; `from typing import *` and the like resolve with this list.
_STAR_EXPORTS = {
    "typing": ("Annotated", "Any", "Dict", "List", "Literal", "Optional", "Union"),
    "datetime": ("date", "datetime", "time"),
    "decimal": ("Decimal",),
    "enum": ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"),
    "pathlib": ("Path",),
    "openscript": ("Accept", "Count", "File", "MaxSize", "Param"),
}
_SAME_MODULE = {"typing_extensions": "typing"}
_OPENERS = (ast.If, ast.Try, ast.With)


class Names:
    """Resolves expressions such as `t.Optional` to what they stand for in this module."""

    def __init__(self, module: ast.Module):
        self._imported: dict[str, str] = {}
        self._modules: dict[str, str] = {}
        self.classes: dict[str, ast.ClassDef] = {}
        self.aliases: dict[str, ast.expr] = {}
        self._known: set[str] = set()
        pending = list(reversed(module.body))
        while pending:
            node = pending.pop()
            self._read(node)
            if isinstance(node, _OPENERS):  # `if TYPE_CHECKING:`, `try: … except ImportError:`
                handlers = [
                    statement for handler in getattr(node, "handlers", ()) for statement in handler.body
                ]
                pending.extend(reversed([*node.body, *handlers, *getattr(node, "orelse", ())]))

    def canonical(self, node) -> str | None:
        """The dotted name that a Name or Attribute stands for (such as `typing.Optional`), or None."""
        parts = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or node.id in self.classes or node.id in self.aliases:
            return None
        name = node.id
        if name in self._modules:
            root = self._modules[name]
        elif name in self._imported:
            root = self._imported[name]
        elif not parts and name not in self._known and hasattr(builtins, name):
            root = f"builtins.{name}"
        else:
            return None
        return ".".join([root, *reversed(parts)])

    def is_module(self, node) -> bool:
        """Whether a name is that of an imported module."""
        return isinstance(node, ast.Name) and node.id in self._modules

    def is_defined(self, name: str) -> bool:
        """Whether the module, or Python, defines this name at all."""
        return name in self._known or hasattr(builtins, name)

    def _read(self, node) -> None:
        match node:
            case ast.Import():
                for alias in node.names:
                    bound = alias.asname or alias.name.partition(".")[0]
                    self._bind(bound, self._modules, _same(alias.name if alias.asname else bound))
            case ast.ImportFrom(level=0, module=str(module)):
                for alias in node.names:
                    if alias.name == "*":
                        for name in _STAR_EXPORTS.get(_same(module), ()):
                            self._bind(name, self._imported, f"{_same(module)}.{name}")
                    else:
                        self._bind(
                            alias.asname or alias.name, self._imported, f"{_same(module)}.{alias.name}"
                        )
            case ast.ClassDef():
                self._bind(node.name, self.classes, node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._bind(node.name, {}, None)
            case ast.Assign(targets=[ast.Name(id=name)]):
                self._bind(name, self.aliases, node.value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
                self._bind(name, self.aliases, node.value)
            case _ if type(node).__name__ == "TypeAlias":  # `type Month = …`, Python 3.12+
                self._bind(node.name.id, self.aliases, node.value)

    def _bind(self, name: str, table: dict, meaning) -> None:
        """The last binding of a name is the one that counts."""
        for other in (self._imported, self._modules, self.classes, self.aliases):
            other.pop(name, None)
        table[name] = meaning
        self._known.add(name)


def _same(module: str) -> str:
    return _SAME_MODULE.get(module, module)


def import_for(name: str) -> str | None:
    """The import statement that makes a well-known name known: `from decimal import Decimal`."""
    for module in ("openscript", "decimal", "datetime", "typing", "pathlib", "enum"):
        if name in _STAR_EXPORTS[module]:
            return f"from {module} import {name}"
    if name in _STAR_EXPORTS:
        return f"import {name}"
    return None
