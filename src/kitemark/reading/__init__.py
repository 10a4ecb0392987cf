"""The first room: text becomes data that knows where it stands.

Nothing here knows what a standard is. What comes out is plain data (dict, list, text,
int, Decimal, bool, None) and, beside it, the place of every value.
"""

from kitemark.reading.document import Document, Path, path_text
from kitemark.reading.files import inside, read_document
from kitemark.reading.plain import plain_document
from kitemark.reading.scalars import plain_number
from kitemark.reading.table import Table, read_table

__all__ = [
    "Document",
    "Path",
    "Table",
    "inside",
    "path_text",
    "plain_document",
    "plain_number",
    "read_document",
    "read_table",
]
