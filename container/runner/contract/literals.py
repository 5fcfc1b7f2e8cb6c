"""Literals: the values that can be read from a syntax tree without running anything."""

import ast
import math

SAFE_INTEGER = 2**53 - 1  # what a JSON number carries through JavaScript without a change
_MAX_DEPTH = 50


class NotLiteral(Exception):
    """The expression at `node` has no value before the script runs, or (`too_large`) none JSON carries."""

    def __init__(self, node, too_large: bool = False):
        super().__init__()
        self.node = node
        self.too_large = too_large


def literal(node, depth: int = 0):
    """The JSON value of a literal: text, number, True, False, None, list (or tuple), dict with text keys.

    Raises NotLiteral for everything else, infinities and integers that JSON readers would round included.
    """
    if depth > _MAX_DEPTH:
        raise NotLiteral(node)
    match node:
        case ast.Constant(value=bool() | None | str()):
            return node.value
        case ast.Constant(value=int() | float()):
            return _number(node.value, node)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=ast.Constant(value=int() | float() as number)):
            if isinstance(number, bool):
                raise NotLiteral(node)
            return _number(-number if isinstance(node.op, ast.USub) else number, node)
        case ast.List() | ast.Tuple():
            return [literal(item, depth + 1) for item in node.elts]
        case ast.Dict():
            return {
                _key(key, node): literal(value, depth + 1)
                for key, value in zip(node.keys, node.values, strict=True)
            }
    raise NotLiteral(node)


def _number(number, node):
    if isinstance(number, int) and abs(number) > SAFE_INTEGER:
        raise NotLiteral(node, too_large=True)
    if isinstance(number, float) and not math.isfinite(number):
        raise NotLiteral(node)
    return number


def _key(key, node) -> str:
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        return key.value
    raise NotLiteral(node if key is None else key)
