"""Workbooks from strangers: what is looked at before a parser sees one, so that none can cost too much.

A workbook is a zip of XML. Its size when unpacked, its cells and its extent are bounded; macros, links to
other files, entities and merged cells are refused; nothing in it is run, fetched or computed.
"""

from __future__ import annotations

import datetime
import io
import itertools
import pathlib
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kitemark.problems import KitemarkError, Problem
from kitemark.reading.files import read_bytes

MOST_UNPACKED = 60_000_000
"""Most bytes of a workbook's parts, unpacked."""
MOST_PARTS = 2_000
MOST_ROWS = 200_000
MOST_COLUMNS = 300
MOST_CELLS = 1_000_000
MOST_OTHERS = 200_000
"""Most elements that are no cells, rows or texts: a parser keeps each of them, and each costs it a kilobyte."""
EXTRA = "reading and writing workbooks wants openpyxl: pip install 'kitemark[sheets]'"

_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_CELL = re.compile(rb"<(?:\w+:)?(?:c|si)[\s/>]")
_PLAIN = re.compile(rb"<(?:\w+:)?(?:v|t|is|f|row)[\s/>]")
# No sign of these may stand for a '<', so that no file makes a search begin again and again.
_ROW_OF = re.compile(rb"""<(?:\w+:)?row\s[^<>]*?\br\s*=\s*["'](\d+)["']""")
_COLUMN_OF = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["']([A-Za-z]+)\d+["']""")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z]{1,3}[0-9]{1,7}):""")
_LISTED = 1_000_000
"""Most bytes of a list of tabs that are looked at."""
_MACROS = ("vbaproject", "vbadata", "/macrosheets/", "/activex/")
_OPEN = "take the password away, and save it again"
_NO_MACROS = "save it as an Excel workbook (.xlsx), which holds none"


@dataclass(frozen=True, slots=True)
class Raw:
    """What one cell holds, and why that is no value of a pack, where it is none."""

    value: Any = None
    fault: str | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tab: its title, whether it is hidden, and its rows that are not empty, each with its cells by column from 1."""

    title: str
    hidden: bool
    rows: tuple[tuple[int, dict[int, Raw]], ...]


def openpyxl_module() -> Any:
    """Give openpyxl; KitemarkError that says how to install it where it is not there."""
    try:
        import openpyxl  # noqa: PLC0415 - dear to import, and an extra
    except ImportError:
        raise KitemarkError([Problem("extra", EXTRA, hint="run that command, then this again")]) from None
    return openpyxl


def names_tab(path: pathlib.Path, *titles: str) -> bool:
    """Tell whether a workbook's list of tabs has one of these titles; yes where there is no such list to look at."""
    try:
        with zipfile.ZipFile(path) as archive:
            lists = [part for part in archive.namelist() if part.lower().endswith("workbook.xml")]
            listed = [archive.open(part).read(_LISTED) for part in lists]
            return any(f'"{title}"'.encode() in one for one in listed for title in titles)
    except Exception:  # noqa: BLE001 - a broken file may have been meant as any, and is told as broken where it is read
        return True


def read_sheets(path: pathlib.Path) -> tuple[Sheet, ...]:
    """Give the tabs of a workbook; KitemarkError for a file that is no plain workbook."""
    module = openpyxl_module()
    name = str(path)
    raw = _bytes(path, name)
    problems = list(_looked_at(raw, name))
    if problems:
        raise KitemarkError(problems)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the parser leaves out nothing is wanted
            workbook = module.load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
            return tuple(_sheet(sheet, name) for sheet in workbook.worksheets)
    except KitemarkError:
        raise
    except Exception:  # noqa: BLE001 - whatever a parser makes of a broken file, it is a broken file
        raise KitemarkError([_broken(name)]) from None


def _sheet(sheet: Any, name: str) -> Sheet:
    sheet.reset_dimensions()  # what a file says of its size is not to be trusted
    rows = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        # Numbers can be written so that only the parser sees how large they are.
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise KitemarkError([_too_wide(name)])
        held = {cell.column: _raw(cell) for cell in cells if cell.value is not None and cell.value != ""}
        if held:
            rows.append((next(cell.row for cell in cells if cell.value is not None), held))
    return Sheet(sheet.title, sheet.sheet_state != "visible", tuple(rows))


def _raw(cell: Any) -> Raw:
    value = cell.value
    if cell.data_type == "f":
        return Raw(fault="a formula", hint="a formula is no evidence and is never computed: paste its value")
    if cell.data_type == "e":
        return Raw(fault="an error of the spreadsheet's", hint="mend it, or empty the cell")
    if isinstance(value, datetime.datetime):
        if value.time() == datetime.time():
            return Raw(value.date())
        return Raw(value, "a day with a time", "write the day alone: YYYY-MM-DD")
    if isinstance(value, datetime.time | datetime.timedelta):
        return Raw(fault="a time", hint="format the cell as text or as a number, and write it again")
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in cell.number_format:
        hint = "write the number itself, such as how many people, and format the cell as a number"
        return Raw(value, "a percentage", hint)
    return Raw(value)


def _bytes(path: pathlib.Path, name: str) -> bytes:
    if path.suffix.lower() != ".xlsx":
        message = f"found a workbook that ends in '{path.suffix}', wanted one without macros that ends in '.xlsx'"
        raise KitemarkError([Problem("encoding", message, name, hint="save it as an Excel workbook (.xlsx)")])
    return read_bytes(path, name)


def _looked_at(raw: bytes, name: str) -> Iterable[Problem]:
    """Give what is wrong with a workbook's parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                yield Problem("encoding", "found a workbook with a password, wanted one without", name, hint=_OPEN)
            elif len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                yield _too_large(name, "found a workbook that unpacks to far more than any pack needs")
            elif len({part.filename for part in parts}) < len(parts):
                yield _broken(name)
            else:
                yield from _parts(archive, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        yield _broken(name)


def _parts(archive: zipfile.ZipFile, name: str) -> Iterable[Problem]:
    names = [f"/{part.lower()}" for part in archive.namelist()]
    if any(sign in part for part in names for sign in _MACROS):
        yield Problem("encoding", "found a workbook with macros, wanted one without", name, hint=_NO_MACROS)
    if any("/externallinks/" in part for part in names):
        message = "found a workbook with links to other files, wanted one that stands alone"
        yield Problem("encoding", message, name, hint="break the links, and save it again")
    if any("/chartsheets/" in part for part in names):
        yield Problem("sheet", "found a tab that is a chart, wanted tabs of cells", name, hint="delete it")
    cells = others = 0
    for part in archive.namelist():
        xml = archive.read(part)
        # A part may be called anything: what begins as XML does is XML.
        if not xml.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
            continue
        if _hides(xml):
            yield _broken(name)
        more = len(_CELL.findall(xml))
        cells += more
        others += xml.count(b"<") - xml.count(b"</") - len(_PLAIN.findall(xml)) - more
        yield from _extent(xml, name)
    if cells > MOST_CELLS:
        yield _too_large(name, f"found more than {MOST_CELLS:,} cells and texts")
    if others > MOST_OTHERS:
        yield _too_large(name, "found far more formats, notes and drop-downs than any pack needs")


def _hides(xml: bytes) -> bool:
    """Tell whether XML declares entities, or is written so that one could not see whether it does."""
    declared = _ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf"))
    other = declared is not None and declared[1].upper() not in (b"UTF-8", b"US-ASCII", b"ASCII")
    return other or b"\0" in xml or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml


def _extent(xml: bytes, name: str) -> Iterable[Problem]:
    rows = [int(found[:9]) for found in _ROW_OF.findall(xml)]
    columns = max((_number(found[:4]) for found in _COLUMN_OF.findall(xml)), default=0)
    if max(rows, default=0) > MOST_ROWS or columns > MOST_COLUMNS:
        yield _too_wide(name)
    elif any(after <= before for before, after in itertools.pairwise(rows)):
        yield _broken(name)  # a parser would leave out the second of two such rows, without a word
    for merged in _MERGED.findall(xml)[:1]:
        message = f"found merged cells, the first at {merged.decode()}, wanted a value in each cell"
        yield Problem("sheet", message, name, hint="select the tab and take the merging away")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _too_wide(name: str) -> Problem:
    message = f"found a tab that goes beyond {MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
    return _too_large(name, message, "delete the rows below and the columns beside what is filled in")


def _broken(name: str) -> Problem:
    message = "found a file that is no workbook, or a broken or encrypted one"
    return Problem("syntax", message, name, hint="open it, and save it again as an Excel workbook (.xlsx)")


def _too_large(name: str, message: str, hint: str = "keep what no pack needs elsewhere, or split it") -> Problem:
    return Problem("too-large", message, name, hint=hint)
