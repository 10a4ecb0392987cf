"""The law of the structure findings: what is found unread can be taken out, and every result stays as it is."""

from __future__ import annotations

import copy
import re
import sys
from pathlib import Path
from typing import Any

from checked import proves
from hypothesis import HealthCheck, given, settings

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import cases

import kitemark
from kitemark.checks import Finding, check

Data = dict[str, Any]
GOES = ("measure-unused", "accepted-unused", "fact-unused", "scale-unused", "tag-unused", "mark-unasked")


def goes(finding: Finding) -> bool:
    ignored = (finding.code == "weight-without-effect" and "worst" in finding.message) or "best of" in finding.message
    return finding.code in GOES or ignored


def take_out(standard: Data, pack: Data, finding: Finding) -> None:
    """Take what a finding is about out of a standard, and of the pack that states it."""
    kind, _, name = finding.path.partition(".")
    if kind == "tags":
        del standard["tags"][name]
        for criterion in _criteria(standard):
            criterion["tags"] = [tag for tag in criterion.get("tags", []) if tag != name]
        return
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", finding.path)]
    inside: Any = standard
    for step in steps[:-1]:
        inside = inside[step]
    del inside[steps[-1]]
    if kind == "profile":
        profile = standard["profile"]
        profile["optional"] = [one for one in profile.get("optional", []) if one in profile["fields"]]
        for party in (pack["organisation"], *pack.get("units", [])):
            party.get("profile", {}).pop(steps[-1], None)


def _criteria(section: Data) -> list[Data]:
    below = [one for inner in section.get("sections", []) for one in _criteria(inner)]
    return [*section.get("criteria", []), *below]


def told(standard: Data, pack: Data) -> Any:
    result = kitemark.evaluate(kitemark.standard_from(standard), kitemark.assessment_from(pack)).to_dict()
    nodes = {
        name: {key: node.get(key) for key in ("applies", "low", "high", "max")}
        for name, node in result["nodes"].items()
    }
    levels = [[level["id"], level["state"]] for level in result["levels"]]
    return result["level"], result["overall"], nodes, levels, result["commendations"], len(result["flags"])


@given(cases())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_found_unread_can_be_taken_out(case: tuple[Data, Data]) -> None:
    standard, pack = copy.deepcopy(case[0]), copy.deepcopy(case[1])
    try:
        before = told(standard, pack)
    except kitemark.KitemarkError:
        return  # the pack does not fit, whatever the standard reads
    findings = [one for one in check(kitemark.standard_from(standard), prover=proves()).findings if goes(one)]
    for finding in findings:
        take_out(standard, pack, finding)
    assert told(standard, pack) == before
    again = check(kitemark.standard_from(standard), prover=proves())
    assert {(one.code, one.path) for one in again.findings if goes(one)}.isdisjoint(
        {(one.code, one.path) for one in findings if "[" not in one.path}
    )
