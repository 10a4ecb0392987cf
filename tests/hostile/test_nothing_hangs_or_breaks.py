"""Whatever a sound file asks for is done in little time; whatever cannot be done is a problem and no traceback."""

from __future__ import annotations

import decimal
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sound import PACK, STANDARD, problems_of

import kitemark

Data = dict[str, Any]
SMALL: Data = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small",
    "scale": "s",
    "scales": {"s": [{"value": 0}, {"value": 1}]},
    "criteria": [{"id": "a", "title": "A"}],
    "levels": [{"id": "l"}],
}
LOG = {"log": {"fields": {"f": True}}}
RECORD = {"id": "r", "kind": "log", "date": "2026-10-01", "f": 1}


@contextmanager
def soon(seconds: float = 5) -> Iterator[None]:
    """What is inside takes no longer than this of the processor's time."""
    started = time.process_time()
    yield
    assert time.process_time() - started < seconds


def pack(folder: Path | None = None, **keys: Any) -> kitemark.Assessment:
    return kitemark.assessment_from({"organisation": {"id": "o"}, "date": "2026-11-01", **keys}, folder=folder)


def result(standard: Data, **keys: Any) -> kitemark.Result:
    return kitemark.evaluate(kitemark.standard_from(standard), pack(**keys))


def measured(measure: Data, *values: Any, **more: Any) -> Any:
    """The reading of a measure over records with these values, and all that is said of it."""
    levels = [{"id": "l", "requires": [{"measure": "m", "at_least": 1}]}]
    standard = {**SMALL, "evidence": LOG, "measures": {"m": {"from": "log", **measure}}, "levels": levels, **more}
    found = result(standard, evidence=[{**RECORD, "id": f"r{n}", "f": value} for n, value in enumerate(values)])
    assert found.to_json()
    assert found.explain()
    return found.outcome.readings[0]


# Work that grows


@pytest.mark.parametrize("within", [None, "1 years"])
def test_evidence_accepted_from_pairs_of_pairs_is_sifted_once(within: str | None) -> None:
    accepted: Data = {"x0": {"from": "log"}, "y0": {"from": "log"}}
    for n in range(22):
        accepted |= {f"{name}{n + 1}": {"from": [f"x{n}", f"y{n}"]} for name in "xy"}
    if within:
        accepted = {name: {**one, "within": within} for name, one in accepted.items()}
    with soon():
        assert measured({"from": "x22", "take": "count"}, 1, accepted=accepted).ends.value == 1


LINKS: dict[str, Callable[[int], Data]] = {
    "from the one before": lambda n: {"from": f"c{n - 1}"},
    "linked to the one before": lambda n: {"from": "log", "linked": {"by": "f", "to": f"c{n - 1}"}},
}


@pytest.mark.parametrize("turned", [False, True], ids=["first to last", "last to first"])
@pytest.mark.parametrize("made", LINKS.values(), ids=LINKS)
def test_a_chain_of_1_200_accepted_names_is_followed_to_its_end(made: Callable[[int], Data], turned: bool) -> None:
    chain = {"c0": {"from": "log"}} | {f"c{n}": made(n) for n in range(1, 1_200)}
    chain = dict(reversed(chain.items())) if turned else chain
    with soon(10):
        assert measured({"from": "c1199", "take": "count"}, "r0", accepted=chain).ends.value == 1


def test_a_thousand_cites_that_lead_nowhere_are_told_among_2_000_long_ids() -> None:
    ids = [f"{'a-long-name-' * 8}{n}" for n in range(1_990)]
    judgements = [
        {"criterion": "a", "rating": 1, "assessor": f"A{n}", "because": "x", "cites": [f"{name}x"]}
        for n, name in enumerate(ids[:1_000])
    ]
    with soon():
        found = problems_of(
            result, {**SMALL, "evidence": LOG}, evidence=[{**RECORD, "id": one} for one in ids], judgements=judgements
        )
    assert {problem.code for problem in found} == {"unknown-name"}
    assert len(found) == 1_000


@pytest.mark.parametrize("unless", [{"each": "criteria", "at_least": 1}, {"overall": "50%"}])
def test_a_safeguard_on_a_thousand_criteria_that_depends_on_all_of_them_is_one_problem(unless: Data) -> None:
    criteria = [{"id": f"c{n}", "title": "C"} for n in range(1_000)]
    guard = {"id": "g", "each": "criteria", "at_most": 0, "unless": unless}
    with soon():
        (problem,) = problems_of(kitemark.standard_from, {**SMALL, "criteria": criteria, "safeguards": [guard]})
    assert (problem.code, problem.path) == ("circular", "safeguards[0]")


# Numbers that grow


@pytest.mark.parametrize("decimals", [21, 99_999_999_999])
def test_a_score_is_rounded_to_20_decimals_at_most(decimals: int) -> None:
    (problem,) = problems_of(kitemark.standard_from, {**SMALL, "round": {"decimals": decimals}})
    assert (problem.path, problem.message.endswith("a whole number from 0 to 20")) == ("round.decimals", True)
    assert kitemark.standard_from({**SMALL, "round": {"decimals": 20}}).rules.root.decimals == 20


def test_a_score_that_takes_thousands_of_digits_is_a_problem() -> None:
    most = {f"s{n}": [{"value": 0}, {"value": 1}, {"value": 10**57 + 7_919 * n + 1}] for n in range(300)}
    criteria = [{"id": f"c{n}", "title": "C", "scale": f"s{n}"} for n in range(300)]
    judgements = [{"criterion": one["id"], "rating": 1, "assessor": "A", "because": "x"} for one in criteria]
    standard = {**SMALL, "scale": "s0", "scales": most, "criteria": criteria}
    with soon():
        (problem,) = problems_of(result, standard, judgements=judgements)
    assert (problem.code, problem.hint) == ("too-large", "let the standard use shorter weights and scales")
    assert problem.message == "found a score of the whole that takes thousands of digits to write"
    inside = {**standard, "criteria": [], "sections": [{"id": "s", "round": {"decimals": 2}, "criteria": criteria}]}
    assert result(inside, judgements=judgements)["s"].low == 0
    (problem,) = problems_of(
        result, {**inside, "sections": [{"id": "s", "criteria": criteria}], "round": {}}, judgements=judgements
    )
    assert problem.message.startswith("found a score of 's' that")
    assert result({**standard, "round": {"decimals": 2}}, judgements=judgements).overall.low == 0


@pytest.mark.parametrize("confidence", ["99.99999999999999999999%", "99.9999999999%", "50.00000000000000001%"])
def test_any_confidence_between_its_bounds_can_be_had(confidence: str) -> None:
    measure = {"take": {"share": {"f": 1}}, "confidence": confidence}
    levels = [{"id": "l", "requires": [{"measure": "m", "at_least": "1%"}]}]
    reading = measured(measure, *[1] * 40, levels=levels)
    assert reading.ends.width > 0


def test_a_number_is_taken_whole_whatever_the_program_does_with_decimals() -> None:
    with decimal.localcontext() as context:
        context.prec = 1
        eighth = pack(evidence=[{**RECORD, "f": Fraction(1, 8)}])
        long = measured({"take": {"sum": "f"}}, Decimal("12345678.12345678"), Decimal("0.00000001"))
    assert eighth.to_data()["evidence"][0]["f"] == Decimal("0.125")
    assert long.ends.value == Fraction("12345678.12345679")


# Units that are expected

EXPECTING: Data = {
    **SMALL,
    "profile": {"fields": {"sites": {"type": "integer"}}},
    "levels": [{"id": "fair"}, {"id": "l", "requires": [{"each": "units", "at_least": "fair", "expect": "sites"}]}],
}


@pytest.mark.parametrize("sites", ["3", [3], {"a": 1}, 2.5, True, None])
def test_what_is_no_number_of_units_is_a_problem(sites: Any) -> None:
    organisation = {"id": "o", "profile": {"sites": sites}}
    (problem,) = problems_of(result, EXPECTING, organisation=organisation, units=[{"id": "u"}])
    assert (problem.code, problem.path) == ("field", "organisation.profile.sites")
    assert "wanted a whole number" in problem.message


@pytest.mark.parametrize("schema", [{"type": "string"}, {}, True, {"type": ["integer", "null"]}, {"type": "number"}])
def test_a_fact_that_may_be_no_whole_number_cannot_count_units(schema: Any) -> None:
    (problem,) = problems_of(kitemark.standard_from, {**EXPECTING, "profile": {"fields": {"sites": schema}}})
    assert (problem.code, problem.hint) == ("wrong-type", "declare sites: {type: integer, minimum: 1}")


@pytest.mark.parametrize("sites", [10**59, 0, -3])
def test_any_whole_number_of_units_may_be_expected(sites: int) -> None:
    organisation = {"id": "o", "profile": {"sites": sites}}
    judged = [{"criterion": "a", "rating": 1, "assessor": "A", "because": "x"}]
    found = result(EXPECTING, organisation=organisation, units=[{"id": "u", "judgements": judged}])
    assert found.level == ("fair" if sites > 1 else "l")
    assert found.explain()


# Names of files


@pytest.mark.parametrize("name", ["x" * 300, "customer-care@" + "9" * 300, "x" * 300 + ".yaml", Path("x" * 300)])
def test_a_standard_of_a_long_name_is_not_there(name: Any) -> None:
    (problem,) = problems_of(kitemark.load_standard, name)
    assert problem.code in ("no-standard", "version", "no-file")


@pytest.mark.parametrize("name", ["x" * 300, "./" + "x" * 300, "x/" * 3_000])
def test_a_pack_that_names_a_standard_or_a_table_of_a_long_name_is_refused(tmp_path: Path, name: str) -> None:
    (problem,) = problems_of(pack(tmp_path, standard=name).named_standard)
    assert (problem.code, problem.path) == ("no-standard", "standard")
    (problem,) = problems_of(pack, tmp_path, evidence=[{"kind": "log", "table": name}])
    assert (problem.code, problem.path) == ("no-file", "evidence[0].table")


def test_what_is_no_file_is_no_table_and_no_standard(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (problem,) = problems_of(pack, tmp_path, evidence=[{"kind": "log", "table": "pipe.csv"}])
    assert (problem.code, problem.path) == ("no-file", "evidence[0].table")
    assert problem.message == "found 'pipe.csv', which is no ordinary file, wanted a table"
    (problem,) = problems_of(pack(tmp_path, standard="pipe.csv").named_standard)
    assert (problem.code, problem.path) == ("no-file", "standard")


@pytest.mark.parametrize(
    ("name", "found"),
    [("logs.csv", "the folder 'logs.csv'"), ("lost.csv", "no file 'lost.csv'"), ("lag.csv", "no file 'lag.csv'")],
)
def test_only_another_table_is_meant_by_the_name_of_what_is_no_table(tmp_path: Path, name: str, found: str) -> None:
    (tmp_path / "logs.csv").mkdir()
    (tmp_path / "lost.csv").symlink_to(tmp_path / "nowhere.csv")
    for others, hint in ((False, "check its name; tables stand beside the assessment"), (True, "log.csv")):
        if others:
            (tmp_path / "log.csv").write_text("id\n")
        (problem,) = problems_of(pack, tmp_path, evidence=[{"kind": "log", "table": name}])
        assert problem.message == f"found {found}, wanted a table"
        assert hint in str(problem.hint) or name == "lost.csv"
        assert name not in str(problem.hint)


def test_a_standard_is_looked_for_beside_the_pack_and_not_where_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    (here / "mark").mkdir(parents=True)
    there.mkdir()
    for path in (here / "mark.yaml", here / "mark" / "standard.yaml"):
        path.write_text(kitemark.dump(STANDARD), "utf-8")
    monkeypatch.chdir(here)
    for name in ("mark", "mark.yaml", "./mark.yaml"):
        assert pack(here, standard=name).named_standard() == STANDARD
        (problem,) = problems_of(pack(there, standard=name).named_standard)
        assert (problem.code, problem.path) == ("no-standard", "standard")
        (problem,) = problems_of(pack(standard=name).named_standard)
        assert (problem.code, problem.path) == ("path", "standard")


# Values of every kind

EVERY = [True, 1, 1.0, "\0True", "True", ["x", True, [1]], {"a": [1]}, {"a": [1.0]}, {"a": [True]}]


def test_distinct_values_are_told_apart_whatever_they_are() -> None:
    # True, 1, two texts, and of the list 'x' and a list; two mappings, as 1 is 1.0 and not true.
    assert measured({"take": {"distinct": "f"}}, *EVERY).ends.value == 8


def test_groups_are_told_apart_whatever_they_are() -> None:
    reading = measured({"take": "count", "by": "f", "across": "best"}, *EVERY)
    assert [group.ends.value for group in reading.groups] == [2, 2, 1, 1, 1, 1, 2, 1]


def test_text_is_no_truth_whatever_it_looks_like() -> None:
    for wanted, count in ((True, 2), ("\0True", 1), ("True", 1), (1, 2)):
        assert measured({"where": {"f": wanted}, "take": "count"}, *EVERY).ends.value == count


def test_a_voice_may_be_read_from_a_field_that_holds_anything() -> None:
    kind = {"voice": {"by": "f", "True": "those", "x": "these"}, "fields": {"f": True}}
    levels = [{"id": "l", "requires": [{"measure": "m", "at_least": 1}]}]
    measures = {"m": {"from": "log", "where": {"voice": "those"}, "take": "count"}}
    records = [{**RECORD, "id": f"r{n}", "f": value} for n, value in enumerate(EVERY)]
    found = result({**SMALL, "evidence": {"log": kind}, "measures": measures, "levels": levels}, evidence=records)
    assert found.outcome.readings[0].ends.value == 1


def test_a_number_and_the_text_that_programs_write_for_it_have_schemas_of_their_own() -> None:
    fields = {"number": {"const": Decimal("1.5")}, "text": {"const": "Decimal('1.5')"}}
    standard = {**SMALL, "evidence": {"log": {"fields": fields}}}
    record = {"id": "r", "kind": "log", "date": "2026-10-01"}
    assert result(standard, evidence=[{**record, "number": Decimal("1.5"), "text": "Decimal('1.5')"}])
    found = problems_of(result, standard, evidence=[{**record, "number": "Decimal('1.5')", "text": Decimal("1.5")}])
    assert [problem.path for problem in found] == ["evidence[0].number", "evidence[0].text"]


def test_what_is_sound_is_evaluated_in_little_time() -> None:
    with soon():
        for _ in range(50):
            assert kitemark.evaluate(STANDARD, PACK).to_json()


# Files with a slip


BROKEN = {
    "quotes that nothing closes, beside an open bracket": ("a.yaml", 'a: {b: x"' + '\\"' * 100_000 + "\nc: d\n"),
    "empty lines": ("a.txt", "a: b\n" + "\n" * 200_000 + "{"),
    "blanks in what is no key": ("a.yaml", "kitemark: 1\nx: {a: b, y" + " " * 200_000 + "z}\n"),
}


@pytest.mark.parametrize(("name", "text"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_with_a_large_file_is_told_in_little_time(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    with soon():
        assert problems_of(kitemark.load_assessment, tmp_path / name)
