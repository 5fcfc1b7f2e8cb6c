"""Parsing and compiling a script with every way in which that can fail turned into a problem."""

import ast
import re
import warnings

from runner.contract.problems import Problems, Span
from runner.contract.source import Source

# Python says these in English only; they are the mistakes that people make most.
_CHINESE = [
    (re.compile(p), zh)
    for p, zh in (
        (r"^'(.)' was never closed$", "“{0}” 没有闭合"),
        (r"^unmatched '(.)'$", "多余的 “{0}”"),
        (
            r"^closing parenthesis '(.)' does not match opening parenthesis '(.)'.*$",
            "“{0}” 与前面的 “{1}” 不匹配",
        ),
        (r"^expected ':'$", "缺少 “:”"),
        (r"^expected an indented block after (.+) on line (\d+)$", "第 {1} 行的 {0} 后面需要缩进的代码块"),
        (r"^unexpected indent$", "多余的缩进"),
        (r"^unindent does not match any outer indentation level$", "缩进与外层的任何一级都不一致"),
        (r"^inconsistent use of tabs and spaces in indentation$", "缩进混用了制表符和空格"),
        (r"^invalid character '(.)' \(U\+([0-9A-F]+)\)$", "无效字符 “{0}”（U+{1}），是否用了全角标点？"),
        (r"^invalid non-printable character U\+([0-9A-F]+)$", "不可见的无效字符 U+{0}，请删除后重新输入"),
        (r"^unterminated string literal.*$", "字符串缺少结束的引号"),
        (r"^unterminated triple-quoted string literal.*$", "三引号字符串没有结束"),
        (r"^invalid syntax\. Perhaps you forgot a comma\?$", "语法无效，是否漏了逗号？"),
        (
            r"^invalid syntax\. Maybe you meant '(.+)' or '(.+)' instead of '(.+)'\?$",
            "语法无效，是否应为 “{0}” 或 “{1}”？",
        ),
        (r"^invalid syntax$", "语法无效"),
        (r"^'return' outside function$", "“return” 不在函数内"),
        (r"^'await' outside (?:async )?function$", "“await” 不在 async 函数内"),
        (r"^Missing parentheses in call to '(.+)'\. .*$", "调用 “{0}” 缺少括号"),
    )
]


def parse(source: Source, problems: Problems):
    """The module's syntax tree, or None with the reason in `problems`. Nothing of the script runs."""
    return _guarded(source, problems, lambda: ast.parse(source.text))


def check_compiles(source: Source, problems: Problems) -> None:
    """Find what only the compiler sees, such as `return` outside of a function."""
    _guarded(source, problems, lambda: compile(source.text, "script", "exec", dont_inherit=True))


def _guarded(source: Source, problems: Problems, read):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an invalid escape such as "\d" is the author's matter
            return read()
    except SyntaxError as error:
        text = error.msg or "invalid syntax"
        problems.add(
            "syntax_error", _span(error, source), detail=lambda language: _translated(text, language)
        )
    except (RecursionError, MemoryError):
        problems.add("too_complex", Span(1, 1, 1, 1))
    except (ValueError, OverflowError) as error:
        problems.add("syntax_error", Span(1, 1, 1, 1), detail=str(error))
    return None


def _span(error: SyntaxError, source: Source) -> Span:
    line = min(max(error.lineno or 1, 1), len(source.lines))
    column = max(error.offset or 1, 1)
    end_line = max(error.end_lineno or line, line)
    end_column = error.end_offset or 0
    if end_line == line and end_column <= column:
        end_column = column + 1
    return Span(line, column, end_line, max(end_column, 1))


def _translated(text: str, language: str) -> str:
    if language == "zh-CN":
        for pattern, chinese in _CHINESE:
            match = pattern.match(text)
            if match:
                return chinese.format(*match.groups())
    return text
