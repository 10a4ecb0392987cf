from __future__ import annotations

import re

from click.testing import CliRunner

from kitemark.cli.main import kitemark

from .pages import ROOT

PAGE = (ROOT / "docs/reference/command.md").read_text(encoding="utf-8")


def test_every_command_has_a_heading_and_its_help():
    help_text = CliRunner().invoke(kitemark, ["--help"]).output
    commands = re.findall(r"^  ([a-z]+)  ", help_text.split("Commands:\n")[1], re.MULTILINE)
    assert commands
    assert re.findall(r"^## kitemark ([a-z]+)$", PAGE, re.MULTILINE) == commands
    assert [name for name in commands if f"<!-- shows: kitemark {name} --help -->" not in PAGE] == []
