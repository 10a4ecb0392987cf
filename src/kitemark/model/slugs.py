"""Slugs and ids that a text comes nearest to, for whoever is to name something."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 100
"""Most signs of an id."""


def slug_like(text: str) -> str | None:
    """Give the slug that a text comes nearest to, or None where nothing of it is left."""
    return (id_like(text.lower().replace("_", " ")) or "").strip("-") or None


def id_like(text: str) -> str | None:
    """Give the id that a text comes nearest to, or None where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[A-Za-z0-9_]+", plain))[:_LONGEST] or None


def loses_letters(text: str) -> bool:
    """Tell whether a text has letters that no slug or id has, so that the nearest one says something else."""
    return any(sign.isalnum() and not sign.isascii() for sign in unicodedata.normalize("NFKD", text))
