"""Workbooks: packs as people fill them in, a tab a kind of evidence.

`layout` says what a workbook looks like and `cells` how a value stands in a cell. `writing` and
`reading` go by both. Files come from strangers, so that `opening` looks at one before it is parsed.
openpyxl is imported only where a workbook is read or written.
"""

from __future__ import annotations

import pathlib

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods")
"""Endings of workbooks. Only the first kind is read; what is wrong with the others is said."""


def is_workbook(path: pathlib.Path) -> bool:
    """Tell whether a file's name is a workbook's."""
    return path.suffix.lower() in SUFFIXES
