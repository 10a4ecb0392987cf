"""The fourth room: an assessment meets a standard, and its records and judgements become typed."""

from kitemark.binding.bind import bind, bind_records
from kitemark.binding.case import Case, Evidence, Fault, Judgement, LeftOut, Party, Record, SetAside, indexed
from kitemark.binding.tables import table_records, typed_cell

__all__ = [
    "Case",
    "Evidence",
    "Fault",
    "Judgement",
    "LeftOut",
    "Party",
    "Record",
    "SetAside",
    "bind",
    "bind_records",
    "indexed",
    "table_records",
    "typed_cell",
]
