"""Text for people in place of a pack or a standard: told in one line, with how the one that is wanted begins."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sound import HERE

from kitemark.cli.main import main


def said(call: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command that is refused says, on one line."""
    monkeypatch.setattr(sys, "argv", ["kitemark", *call])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in (1, 2)
    shown = capsys.readouterr()
    return " ".join((shown.out + shown.err).split())


README = "# Our standard\n\nIt is about care: how people are heard.\n\n- kindness\n- honesty\n"
STANDARD = "a standard begins with 'kitemark: 1', 'id: ...', 'version: ...' and 'title: ...'; 'kitemark new standard'"
PACK = "a pack begins with 'kitemark: 1', 'organisation: ...' and 'date: ...'; 'kitemark new pack'"


@pytest.mark.parametrize(
    ("call", "begins"),
    [
        (["check", "README.md"], STANDARD),
        (["test", "README.md"], STANDARD),
        (["assess", str(HERE / "sound-pack.yaml"), "-s", "README.md"], STANDARD),
        (["new", "pack", "ours", "--for", "README.md"], STANDARD),
        (["assess", "README.md"], PACK),
    ],
)
def test_what_is_wanted_is_told(
    call: list[str],
    begins: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("README.md").write_text(README)
    told = said(call, capsys, monkeypatch)
    assert begins in told
    assert told.count("wrong-file") == 1


def test_by_its_name_data_is_another_file_only_without_any_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for text, code in (("Just words,\nand more words.\n", "wrong-file"), ("a: [\nb: 1\n", "syntax")):
        (tmp_path / "file.yaml").write_text(text)
        assert code in said(["check", str(tmp_path / "file.yaml")], capsys, monkeypatch)
