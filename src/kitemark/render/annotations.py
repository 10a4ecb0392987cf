"""Findings for other programs to show beside the lines: GitHub's workflow commands, and SARIF 2.1.0."""

from __future__ import annotations

import hashlib
import json
import pathlib
import urllib.parse
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kitemark.render.findings import counted
from kitemark.version import __version__

if TYPE_CHECKING:
    from kitemark.checks import Code, Finding, Report
    from kitemark.problems import Problem

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render_github(report: Report) -> str:
    """Give findings as workflow commands, one a line: GitHub shows them beside the lines of a change.

    What the standard accepts is left out. A problem that keeps it from loading is an error.
    """
    lines = [_command("error", problem.code, _said(problem), problem) for problem in report.problems]
    lines += [_command(_COMMANDS[one.severity], one.code, _said(one), one) for one in report.findings]
    kinds = [counted(len(report.problems), "problem")] if report.problems else []
    kinds += [counted(report.count(name), name) for name in ("error", "warning", "note")]
    return "\n".join([*lines, f"kitemark check: {', '.join(kinds)}, {len(report.accepted)} accepted"]) + "\n"


def _said(one: Finding | Problem) -> str:
    what = f"{one.message}; {one.hint}" if one.hint else one.message
    return f"{one.path}: {what}" if one.path else what


def _command(name: str, title: str, message: str, place: Finding | Problem) -> str:
    told = {"file": place.file, "line": place.line, "col": place.column, "title": f"kitemark {title}"}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in told.items() if value is not None)
    return f"::{name} {properties}::{_data(message)}"


def _data(text: str) -> str:
    """Escape what ends a workflow command, as GitHub's runner takes it back."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def render_sarif(report: Report, codes: Mapping[str, Code]) -> str:
    """Give a report as SARIF 2.1.0, the static analysis results interchange format of OASIS.

    What the standard accepts is there as suppressed in the source, with the reason. What was not
    decided is a notification. `codes` are all that there can be findings of.
    """
    places = {code: place for place, code in enumerate(codes)}
    results = [_result(finding, places) for finding in report.findings]
    for one in report.accepted:
        suppression = {"kind": "inSource", "justification": one.reason}
        results.append({**_result(one.finding, places), "suppressions": [suppression]})
    results += [_problem_result(problem) for problem in report.problems]
    run = {
        "tool": {
            "driver": {"name": "kitemark", "version": __version__, "rules": [_rule(one) for one in codes.values()]}
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not report.problems, "toolExecutionNotifications": list(_notifications(report))}
        ],
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.id,
        "shortDescription": {"text": code.title},
        "help": {"text": f"See {code.page} of the project."},
        "defaultConfiguration": {"level": code.severity},
    }


def _result(finding: Finding, places: Mapping[str, int]) -> dict[str, Any]:
    level = {"ruleId": finding.code, "ruleIndex": places[finding.code], "level": finding.severity}
    return {**level, **_message_and_place(finding)}


def _problem_result(problem: Problem) -> dict[str, Any]:
    return {"ruleId": problem.code, "level": "error", **_message_and_place(problem)}


def _message_and_place(one: Finding | Problem) -> dict[str, Any]:
    text = f"{one.message}; {one.hint}" if one.hint else one.message
    told: dict[str, Any] = {"message": {"text": text}}
    location: dict[str, Any] = {}
    if one.file is not None:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(one.file)}}
        if one.line is not None:
            region = {"startLine": one.line, **({"startColumn": one.column} if one.column is not None else {})}
            location["physicalLocation"]["region"] = region
    if one.path:
        location["logicalLocations"] = [{"fullyQualifiedName": one.path}]
    if location:
        told["locations"] = [location]
    # The same finding keeps its print while lines move.
    print_of = hashlib.sha256(f"{one.code}\n{one.path}\n{one.message}".encode()).hexdigest()
    return {**told, "partialFingerprints": {"kitemark/v1": print_of}}


def _uri(file: str) -> str:
    path = pathlib.PurePath(file)
    return path.as_uri() if path.is_absolute() else urllib.parse.quote(path.as_posix())


def _notifications(report: Report) -> Iterator[dict[str, Any]]:
    for answer in report.answered("undecided"):
        text = f"not decided whether {answer.question.says} ({answer.why or 'no reason was given'})"
        yield {"level": "note", "message": {"text": text}, "associatedRule": {"id": answer.question.code}}
    if report.proofs is not None and report.proofs.without is not None:
        yield {"level": "note", "message": {"text": report.proofs.without}}
