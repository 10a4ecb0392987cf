"""Values in words: as people say them, and as a file has them."""

from __future__ import annotations

from kitemark.quantity import shown


def words_of(value: object) -> str:
    """Give a value in words for a sentence; what is true is yes for people."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}'" if isinstance(value, str) else shown(value)  # type: ignore[arg-type]


def found_words(value: object) -> str:
    """Give a value that was found in a file, for who is to change it there."""
    return in_file(value) if isinstance(value, bool) else words_of(value)


def in_file(value: object) -> str:
    """Give a value as a file has it: there `yes` and `no` are text."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
