"""A PDF is tagged, speaks its language, has its title and its words, and is the same bytes again."""

from __future__ import annotations

import io
import sys

import pypdf
import pytest
from drawn_reports import named

import kitemark
from kitemark.render import report_pdf
from kitemark.render.report_pdf import NoPaperError

STANDARD = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small mark",
    "scale": "s",
    "scales": {"s": [{"value": 0, "name": "No"}, {"value": 1, "name": "Yes"}]},
    "criteria": [{"id": "a", "title": "Asked"}],
    "levels": [{"id": "bronze", "title": "Bronze", "requires": [{"overall": "50%"}]}],
}
JUDGED = {"criterion": "a", "rating": 1, "assessor": "A", "because": "Seen."}
PACK = {"kitemark": 1, "organisation": {"id": "o"}, "date": "2026-11-01", "judgements": [JUDGED]}


def test_a_pdf_is_tagged_and_says_its_language_title_and_level() -> None:
    result = named("tiny-gold")
    reader = pypdf.PdfReader(io.BytesIO(result.to_pdf()))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title is not None
    assert reader.metadata.title.startswith("Quay Cottage: Report of an assessment")
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    words = "".join(page.extract_text() for page in reader.pages[:2])
    assert "This assessment comes to: Gold" in words
    assert "self-assessment, not certification" in words


def test_the_same_result_gives_the_same_bytes() -> None:
    result = kitemark.evaluate(kitemark.standard_from(STANDARD), kitemark.assessment_from(PACK))
    assert result.to_pdf() == result.to_pdf()


def test_a_report_on_paper_fetches_nothing(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    page = '<html lang="en"><title>T</title><img src="file:///etc/passwd" alt=""><link rel=stylesheet href="http://x.example/a.css">'
    monkeypatch.setattr(report_pdf, "render_report_html", lambda *_: page)
    reader = pypdf.PdfReader(io.BytesIO(named("tiny-gold").to_pdf()))
    assert not list(reader.pages[0].images)
    assert any("fetches nothing" in record.message for record in caplog.records)


def test_what_is_missing_for_paper_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(NoPaperError, match=r"pip install 'kitemark\[pdf\]'"):
        named("tiny-gold").to_pdf()
