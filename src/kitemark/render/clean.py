"""The words of a file made safe for a page: nothing in them steers a terminal or turns text round."""

from __future__ import annotations

import re
import unicodedata

_PARAGRAPHS = re.compile(r"\n[ \t\r]*\n\s*")
_BLANKS = re.compile(r"\s+")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_LEFT_OUT = ("Cc", "Cs", "Co")


def clean(text: str) -> str:
    """Give text on one line, blanks as single spaces, signs that steer shown as '?'.

    Joiners stay, as some scripts and pictures are written with them.
    """
    return "".join(_shown(sign) for sign in _BLANKS.sub(" ", text)).strip()


def _shown(sign: str) -> str:
    return "?" if sign in _TURNING or unicodedata.category(sign) in _LEFT_OUT else sign


def paragraphs(text: str) -> list[str]:
    """Give the paragraphs of a text, each on one line."""
    return [said for part in _PARAGRAPHS.split(text) if (said := clean(part))]
