"""Whatever a pack or a standard says stays words: in HTML, in SVG, in Markdown and in PDF."""

from __future__ import annotations

import io
import re
from typing import Any

import pypdf
import pytest
from drawn_reports import Sheet, named

import kitemark

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=https://evil.example/x onerror=alert(1)>",
    '"><svg onload=alert(1)><use href="https://evil.example/#a"/>',
    "]]></style></title><!-- {{ 7 * 7 }} {% raw %}",
    "[here](javascript:alert(1)) ![x](https://evil.example/x.png) `code` **bold** # _a_ | b",
    '=HYPERLINK("https://evil.example")',
    "a\x1b[31mred\x07 \u202egnp.exe\u2066 \ufeffb",
    "&lt;b&gt; &#60;i&#62; ~~gone~~\n# heading\n\n- item\n> quoted",
]


def hostile_result(text: str) -> kitemark.Result:
    """A result in which every text that a pack or a standard may hold is the hostile one."""
    answers = {"type": "integer", "description": text}
    how = {"enum": [text, "other"], "title": text}
    standard: dict[str, Any] = {
        "kitemark": 1,
        "id": "hostile",
        "version": "1.0.0",
        "title": text,
        "otherwise": text,
        "language": "en",
        "smallest_group": 5,
        "scales": {"s": [{"value": 0, "name": text, "means": text}, {"value": 1, "name": f"{text} 1"}]},
        "scale": "s",
        "evidence": {
            "survey": {
                "title": text,
                "voice": text,
                "people": "answers",
                "fields": {"answers": answers, "good": answers, "how": how},
            },
            "log": {"title": text, "fields": {}},
        },
        "measures": {
            "m": {"title": text, "from": "survey", "take": {"share": "good", "of": "answers"}, "confidence": "95%"},
            "few": {"title": text, "from": "survey", "where": {"how": "other"}, "take": {"sum": "good"}},
        },
        "sections": [
            {
                "id": "A",
                "title": text,
                "criteria": [
                    {
                        "id": "a",
                        "title": text,
                        "asks": text,
                        "marks": [{"measure": "m", "gold": "80%", "because": text}],
                        "limits": [{"at_most": 0, "unless": {"measure": "few", "at_least": 9}, "because": text}],
                    }
                ],
            }
        ],
        "levels": [
            {"id": "gold", "title": text, "requires": [{"each": "criteria", "marks": "gold", "because": text}]},
            {"id": "more", "title": f"{text} 2", "requires": [{"each": "sections", "at_least": "50%"}]},
        ],
        "commendations": [{"id": "c", "title": text, "requires": [{"overall": 0}]}],
        "flags": [{"id": "f", "title": text, "says": text, "when": {"measure": "m", "at_least": "1%"}}],
    }
    survey = {"kind": "survey", "date": "2026-10-01", "answers": 20, "good": 15, "how": text}
    pack: dict[str, Any] = {
        "kitemark": 1,
        "organisation": {"id": "o", "name": text},
        "date": "2026-11-01",
        "evidence": [
            {**survey, "id": "s1", "title": text, "criteria": ["a"]},
            {**survey, "id": "s2", "answers": 2, "good": 1, "how": "other"},
            {"id": text, "kind": "log", "date": "2027-01-01"},
        ],
        "judgements": [
            {"criterion": "a", "rating": 1, "assessor": text, "because": text},
            {"criterion": "a", "rating": 1, "assessor": text, "because": text, "date": "2026-10-01"},
        ],
        "units": [
            {
                "id": "u",
                "name": text,
                "judgements": [{"criterion": "a", "rating": 1, "assessor": text, "because": text}],
            }
        ],
        "users_comment": {"by": text, "text": text},
        "decision": {"level": "gold", "by": text, "date": "2026-10-01"},
    }
    return kitemark.evaluate(kitemark.standard_from(standard), kitemark.assessment_from(pack))


def shape(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """The tags of a page with the names of what they carry, which no word of a file may change."""
    return [(tag, tuple(sorted(attrs))) for tag, attrs in Sheet(html).tags]


PLAIN = hostile_result("plain words")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_word_of_a_file_becomes_a_tag_or_an_attribute(text: str) -> None:
    html = hostile_result(text).to_html()
    lines = [tag for tag in shape(html) if tag[0] != "p"]
    assert lines == [tag for tag in shape(PLAIN.to_html()) if tag[0] != "p"]  # paragraphs are as many as are written
    assert not re.findall(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufeff]", html)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_markdown_stays_words(text: str) -> None:
    markdown = hostile_result(text).to_markdown()
    assert not re.findall(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufeff]", markdown)
    assert not re.search(r"(?<!\\)[\[\]`]", markdown)
    assert "<" not in markdown.replace("&lt;", "")
    headings = [line.split(" ")[0] for line in markdown.splitlines() if line.startswith("#")]
    assert headings == [line.split(" ")[0] for line in PLAIN.to_markdown().splitlines() if line.startswith("#")]
    bars = [line.replace("\\|", "").count("|") for line in markdown.splitlines() if line.startswith("| ")]
    assert len(set(bars)) == 1


def test_a_pdf_fetches_nothing_and_holds_the_words() -> None:
    data = hostile_result(HOSTILE[1]).to_pdf()
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert not any("/URI" in str(page.get("/Annots")) for page in reader.pages)
    assert "onerror=alert(1)" in "".join(page.extract_text() for page in reader.pages)


def test_a_page_asks_for_nothing_from_outside_and_runs_nothing() -> None:
    html = named("harbour-day-centre").to_html()
    tags = Sheet(html).tags
    assert not {"script", "link", "img", "iframe", "object", "embed", "image", "use"} & {tag for tag, _ in tags}
    addresses = [value for _, attrs in tags for name, value in attrs.items() if name in ("href", "src")]
    assert addresses
    assert all(address is not None and address.startswith("#") for address in addresses)
    assert not [name for _, attrs in tags for name in attrs if name.startswith("on")]
    assert "url(" not in re.sub(r"url\(#hatch\)", "", html)
    assert "@import" not in html
