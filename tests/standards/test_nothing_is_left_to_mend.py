"""Each bundled standard stands up to `kitemark check`: what it leaves is accepted, and every acceptance says why."""

from __future__ import annotations

import pytest

import kitemark
from kitemark.checks import check
from kitemark.checks.accepting import accepting

LEAST_WORDS = 5
"""A reason of fewer words convinces nobody."""


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_nothing_that_needs_no_proof_is_left_unaccepted(name: str) -> None:
    report = check(name, seconds=0)
    assert report.problems == ()
    assert [str(finding) for finding in report.findings] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_no_error_or_warning_is_left_unaccepted(name: str) -> None:
    report = check(name)
    assert [str(finding) for finding in report.findings if finding.severity != "note"] == []
    assert all(one.reason for one in report.accepted)


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_every_acceptance_has_a_reason_in_a_sentence(name: str) -> None:
    found = accepting(kitemark.load_standard(name).document)
    assert found.findings == ()
    assert [one for one in found.acceptances if len(one.reason.split()) < LEAST_WORDS] == []
