"""A plugin for pytest: a standard's examples as tests of a standards body's own suite.

It collects every `standard.yaml` that pytest is pointed at or finds, and makes a test of each
of its examples. It is found by pytest where kitemark is installed; kitemark itself does not
need pytest.
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kitemark.examples import Case
    from kitemark.standard import Standard


def pytest_collect_file(file_path: pathlib.Path, parent: pytest.Collector) -> StandardFile | None:
    """Collect a standard's file: `standard.yaml`, or `NAME.standard.yaml`."""
    if file_path.name == "standard.yaml" or file_path.name.endswith(".standard.yaml"):
        return StandardFile.from_parent(parent, path=file_path)
    return None


class StandardFile(pytest.File):
    """A standard, with a test for each of its examples."""

    def collect(self) -> Iterator[ExampleItem]:
        """Give a test for each example; a standard that cannot be read is an error of collection."""
        from kitemark.examples import examples_of  # noqa: PLC0415 - dear to import, and not always needed
        from kitemark.problems import KitemarkError  # noqa: PLC0415
        from kitemark.standard import load_standard  # noqa: PLC0415

        try:
            standard = load_standard(self.path)
            cases = examples_of(standard)
        except KitemarkError as error:
            raise self.CollectError(str(error)) from None
        for case in cases:
            yield ExampleItem.from_parent(self, name=case.id, case=case, standard=standard)


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
