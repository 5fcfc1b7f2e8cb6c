"""Every sentence the contract says, in English and Chinese: what is wrong and what to write instead."""

from runner.contract.messages_source import SOURCE_MESSAGES
from runner.contract.messages_types import TYPE_MESSAGES
from runner.contract.messages_values import VALUE_MESSAGES

LANGUAGES = ("en", "zh-CN")
_CATALOGUE = {**SOURCE_MESSAGES, **TYPE_MESSAGES, **VALUE_MESSAGES}


def message(key: str, language: str, details: dict) -> str:
    """The sentence for `key`; a detail that is itself a message is a callable of the language."""
    filled = {name: value(language) if callable(value) else value for name, value in details.items()}
    return _CATALOGUE[key][LANGUAGES.index(language)].format_map(filled)


def shown(value, limit: int = 60) -> str:
    """A value from a script or a request as it may stand in a sentence: short, and never an error itself."""
    try:
        text = str(value) if type(value).__name__ == "Decimal" else repr(value)
    except (ValueError, RecursionError, MemoryError):  # e.g. an integer of more than 4,300 digits
        return f"a {type(value).__name__}"
    return text if len(text) <= limit else text[: limit - 1] + "…"
