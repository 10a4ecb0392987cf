"""A plugin for pytest: a standard's examples as tests of a standards body's own suite.

It collects every `standard.yaml` that pytest is pointed at or finds and that is a standard of
this language, and makes a test of each of its examples. Other projects call other things so:
a file without the key `kitemark` is left alone, whatever it holds. pytest finds the plugin where
kitemark is installed; kitemark itself does not need pytest.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kitemark.examples import Case
    from kitemark.standard import Standard


_KEY = re.compile(r"""(?:^|[{,])[ \t]*["']?kitemark["']?[ \t]*:""", re.MULTILINE)
"""The key with which every file of the language begins, somewhere in a text."""


def pytest_collect_file(file_path: pathlib.Path, parent: pytest.Collector) -> StandardFile | None:
    """Collect a standard's file: `standard.yaml`, or `NAME.standard.yaml`."""
    if file_path.name == "standard.yaml" or file_path.name.endswith(".standard.yaml"):
        return StandardFile.from_parent(parent, path=file_path)
    return None


class StandardFile(pytest.File):
    """A standard, with a test for each of its examples."""

    def collect(self) -> Iterator[ExampleItem]:
        """Give a test for each example; none where it is no standard, an error where it is one with mistakes."""
        if not _names_the_key(self.path):
            return
        from kitemark.problems import KitemarkError  # noqa: PLC0415 - dear to import, and not always needed
        from kitemark.reading import read_document  # noqa: PLC0415

        try:
            document = read_document(self.path)
            if not isinstance(document.data, dict) or "kitemark" not in document.data:
                return  # the key stands deeper, in a file of somebody else's
            from kitemark.examples import examples_of  # noqa: PLC0415
            from kitemark.standard import Standard  # noqa: PLC0415

            standard = Standard(document)
            cases = examples_of(standard)
        except KitemarkError as error:
            raise self.CollectError(str(error)) from None
        for case in cases:
            yield ExampleItem.from_parent(self, name=case.id, case=case, standard=standard)


def _names_the_key(path: pathlib.Path) -> bool:
    """Tell whether a text names the language's key at all; what cannot be read as text does not."""
    from kitemark.problems import KitemarkError  # noqa: PLC0415 - only for a file of the right name
    from kitemark.reading.files import read_text  # noqa: PLC0415

    try:
        return _KEY.search(read_text(path, str(path))) is not None
    except KitemarkError:
        return False


class DifferentError(Exception):
    """An example came out otherwise than it must."""


class ExampleItem(pytest.Item):
    """One example."""

    def __init__(self, *, case: Case, standard: Standard, **kwargs: object) -> None:
        """Take the case and the standard."""
        super().__init__(**kwargs)  # type: ignore[arg-type]  # what pytest hands on
        self.case = case
        self.standard = standard

    def runtest(self) -> None:
        """Fail with what differs."""
        from kitemark.examples import run  # noqa: PLC0415 - dear to import, and not always needed
        from kitemark.render.verdicts import render_verdict  # noqa: PLC0415

        verdict = run(self.standard, self.case)
        if not verdict.holds:
            raise DifferentError(render_verdict(verdict))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """Give what differs, and no traceback."""
        if isinstance(excinfo.value, DifferentError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo, style))  # type: ignore[arg-type]

    def reportinfo(self) -> tuple[pathlib.Path, int | None, str]:
        """Give where the example stands."""
        return self.path, None if self.case.line is None else self.case.line - 1, f"example {self.case.id}"
