"""The forms of a report on the command: files, pipes and terminals, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdf
from command import HARBOUR, KITEMARK, PLAIN, on_terminal, pack, refused, run

import kitemark


def result() -> kitemark.Result:
    assessment = kitemark.load_assessment(HARBOUR)
    return kitemark.evaluate(assessment.named_standard(), assessment)


def test_each_form_is_what_python_gives(tmp_path: Path) -> None:
    for form, wanted in (("html", result().to_html()), ("markdown", result().to_markdown())):
        file = tmp_path / f"report.{form}"
        assert run("assess", HARBOUR, "--format", form, "--output", file).returncode == 0
        assert file.read_text(encoding="utf-8").rstrip("\n") == wanted.rstrip("\n")
        assert run("assess", HARBOUR, "--format", form).stdout == file.read_text(encoding="utf-8")


def test_a_pdf_goes_to_a_file_or_into_a_pipe(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    small = pack(tmp_path)
    assert run("assess", small, "--format", "pdf", "-o", file).returncode == 0
    assert file.read_bytes().startswith(b"%PDF-")
    call = [KITEMARK, "assess", small, "--format", "pdf"]
    assert subprocess.run(call, capture_output=True, check=True, env=PLAIN).stdout == file.read_bytes()


def test_a_pdf_is_never_shown_on_a_terminal() -> None:
    status, shown = on_terminal("assess", HARBOUR, "--format", "pdf")
    assert status == 2
    assert "write it to a file with --output, or into a pipe" in " ".join(shown.split())
    assert "%PDF" not in shown


def test_without_the_extra_one_line_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise ImportError('no such thing')\n", encoding="utf-8")
    program = "import sys; from kitemark.cli.main import main; sys.argv[0] = 'kitemark'; main()"
    call = [sys.executable, "-c", program, "assess", HARBOUR, "--format", "pdf", "-o", tmp_path / "r.pdf"]
    found = [str(tmp_path), *[one for one in sys.path if one]]
    answer = subprocess.run(
        call, capture_output=True, check=False, encoding="utf-8", env={**PLAIN, "PYTHONPATH": ":".join(found)}
    )
    assert answer.returncode == 2
    assert answer.stderr == "kitemark: a PDF wants WeasyPrint: pip install 'kitemark[pdf]'\n"
    assert not (tmp_path / "r.pdf").exists()


def test_nothing_that_was_read_is_written_over(tmp_path: Path) -> None:
    for form in ("html", "markdown", "pdf"):
        assert "one of the files that were read" in refused("assess", HARBOUR, "--format", form, "-o", HARBOUR)
    assert "could not write" in refused("assess", pack(tmp_path), "--format", "pdf", "-o", tmp_path / "none" / "r.pdf")


def drawn(folder: Path) -> Path:
    """A draw of two files, kept as the command keeps it."""
    frame, file = folder / "frame.txt", folder / "draw.json"
    frame.write_text("f01\nf02\nf03\nf04\nf05\n", encoding="utf-8")
    call = ("draw", frame, "--size", "2", "--seed", "spring <visit>", "--format", "json", "-o", file)
    assert run(*call).returncode == 0
    return file


def test_a_draw_is_printed_in_every_form_of_the_report(tmp_path: Path) -> None:
    file = drawn(tmp_path)
    page = run("assess", HARBOUR, "--format", "html", "--draw", file).stdout
    assert "How files were drawn" in page
    assert "2 of the 5 files were drawn by lot, with the seed “spring &lt;visit&gt;”." in page
    assert "spring <visit>" not in page
    text = run("assess", HARBOUR, "--format", "markdown", "--draw", file, "--draw", file).stdout
    assert text.count("## How files were drawn") == 2
    paper = tmp_path / "report.pdf"
    assert run("assess", pack(tmp_path), "--format", "pdf", "--draw", file, "-o", paper).returncode == 0
    words = " ".join(" ".join(one.extract_text() for one in pypdf.PdfReader(paper).pages).split())
    assert "files were drawn by lot" in words


def test_a_draw_that_cannot_be_printed_or_is_none_is_refused(tmp_path: Path) -> None:
    file = drawn(tmp_path)
    assert "found --draw with --format json, wanted html, markdown or pdf" in refused(
        "assess", HARBOUR, "--format", "json", "--draw", file
    )
    assert "wanted one pack" in refused("assess", HARBOUR.parent, "--format", "html", "--draw", file)
    changed = file.read_text(encoding="utf-8").replace("f0", "g0")
    file.write_text(changed, encoding="utf-8")
    assert "[draw]" in refused("assess", HARBOUR, "--format", "html", "--draw", file)


def test_what_is_supposed_never_looks_like_an_assessment_of_anybody() -> None:
    for form in ("html", "markdown"):
        said = run("assess", HARBOUR, "--set", "A1=3", "--format", form).stdout
        assert "Report of what is supposed" in said
        assert "If this were so, it would come to: Committed" in said
        assert "A1 = 3 (Thriving)" in said
        assert "This assessment comes to" not in said


def test_the_result_names_what_holds_it_before_anything_else() -> None:
    said = run("assess", HARBOUR, "--format", "markdown").stdout
    assert "- Held from Bronze by: D3 No-name means no name; G1 You said, this happened" in said
