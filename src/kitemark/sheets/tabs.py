"""Which tabs a workbook has, without reading it: enough to tell a pack from any other workbook in a folder."""

from __future__ import annotations

import pathlib
import re
import zipfile
import zlib

from kitemark.sheets.layout import JUDGEMENTS, ORGANISATION

_CONTENTS = "xl/workbook.xml"
_LARGEST = 1_000_000
"""Most bytes of a workbook's contents that are looked at: some hundred tabs take 20,000."""
_TAB = re.compile(rb"""<(?:\w+:)?sheet\s[^>]*?\bname\s*=\s*["']([^"']*)["']""")
_OF_PACKS = frozenset(title.casefold().encode() for title in (ORGANISATION, JUDGEMENTS))


def may_hold_pack(path: pathlib.Path) -> bool:
    """Tell whether a workbook has a tab that packs have; where nobody can look, it may."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_CONTENTS) as part:
            contents = part.read(_LARGEST)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, KeyError):
        return True
    return any(title.strip().lower() in _OF_PACKS for title in _TAB.findall(contents))
