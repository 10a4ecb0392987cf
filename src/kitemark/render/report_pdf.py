"""A report as PDF: the page of HTML on paper, tagged for those who have it read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from kitemark.render.report_html import render_report_html
from kitemark.sampling import Draw

if TYPE_CHECKING:
    from kitemark.result import Result


class NoPaperError(ImportError):
    """What makes PDFs is not installed; it says in one line what mends that."""


def render_report_pdf(result: Result, draws: Sequence[Draw] = ()) -> bytes:
    """Give the report of a result as PDF/UA-1; NoPaperError where the extra `pdf`, or what it needs, is missing."""
    weasyprint = _weasyprint()
    nothing = _fetcher(weasyprint.urls.URLFetcher)
    page = weasyprint.HTML(string=render_report_html(result, draws), base_url=None, url_fetcher=nothing)
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


def _weasyprint() -> Any:
    try:
        import weasyprint  # noqa: PLC0415 - dear to import, and an extra
    except ImportError:
        raise NoPaperError("a PDF wants WeasyPrint: pip install 'kitemark[pdf]'") from None
    except OSError:
        # WeasyPrint is there, and the libraries that set its type are not.
        raise NoPaperError("a PDF wants Pango 1.44 or later: on Debian, apt-get install libpangoft2-1.0-0") from None
    return weasyprint


def _fetcher(base: Any) -> Any:
    """Give what fetches nothing: a report stands alone."""

    class Nothing(base):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> NoReturn:
            """Refuse."""
            del url, headers
            raise ValueError("a report fetches nothing")

    return Nothing()
