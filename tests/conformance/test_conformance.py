"""Conformance: published schemes, and the sentences of the language's contract, held as data.

The data is read here by a small loader of its own, so that a fault in the library's reader
cannot hide one in its meaning. README.md describes the forms that this module reads.
"""

from __future__ import annotations

import contextlib
import copy
import itertools
import json
import re
import tempfile
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import yaml

import kitemark

if TYPE_CHECKING:
    from collections.abc import Iterator

Data = dict[str, Any]

HERE = Path(__file__).parent
TAG = "tag:yaml.org,2002:"
CORE_SCALARS = (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?[0-9]*\.[0-9]+", list("-+.0123456789")),
    ("merge", r"<<", ["<"]),
)


class CoreLoader(yaml.SafeLoader):
    """YAML with core scalars only: `no`, dates and versions stay text, decimals stay exact."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Data:
        keys = Counter(key.value for key, _ in node.value if key.tag != f"{TAG}merge")
        twice = [key for key, times in keys.items() if times > 1]
        assert not twice, f"duplicate keys {twice}{node.start_mark}"
        return super().construct_mapping(node, deep)


for kind, pattern, first in CORE_SCALARS:
    CoreLoader.add_implicit_resolver(f"{TAG}{kind}", re.compile(rf"(?:{pattern})$"), first)
CoreLoader.add_constructor(f"{TAG}int", lambda _, node: int(node.value))
CoreLoader.add_constructor(f"{TAG}float", lambda _, node: Decimal(node.value))


def read(path: Path) -> Any:
    """One file of cases, or one standard, as plain data."""
    return yaml.load(path.read_text("utf-8"), CoreLoader)  # noqa: S506 - a safe loader of our own


# The short forms of README.md, written out


FOUR_POINTS = {"practice": [{"value": n, "name": name} for n, name in enumerate(("None", "Some", "Most", "All"))]}
HEADER = {"kitemark": 1, "id": "tiny", "version": "1.0.0", "title": "Tiny"}
PACK = {"kitemark": 1, "standard": "tiny", "date": "2026-11-01"}
ANY_LEVEL = [{"id": "base", "title": "Base", "requires": [{"applicable": "0%"}]}]


def full_node(short: Any) -> Data:
    """A criterion or section: `a` stands for an id, and an id for a missing title."""
    node = {"id": short} if isinstance(short, str) else dict(short)
    node.setdefault("title", node["id"])
    for key in ("criteria", "sections"):
        if key in node:
            node[key] = [full_node(child) for child in node[key]]
    if "limits" in node:
        node["limits"] = [{"because": "A reason.", **limit} for limit in node["limits"]]
    return node


def full_standard(short: Data) -> Data:
    """A tiny standard, with the keys that every standard must have."""
    scales = {} if "scales" in short else {"scales": FOUR_POINTS, "scale": "practice"}
    full = {**HEADER, **scales, "levels": ANY_LEVEL, **short}
    for key in ("criteria", "sections"):
        if key in full:
            full[key] = [full_node(node) for node in full[key]]
    for key in ("levels", "commendations", "flags", "safeguards"):
        if key in full:
            full[key] = [{"title": entry["id"], **entry} for entry in full[key]]
    for key, more in (("flags", {"says": "Look at this."}), ("safeguards", {"because": "A reason."})):
        if key in full:
            full[key] = [{**more, **entry} for entry in full[key]]
    for key in ("measures", "evidence"):
        if key in full:
            full[key] = {name: {"title": name, **entry} for name, entry in full[key].items()}
    if "limits" in full:
        full["limits"] = full_node({"id": "root", "limits": full["limits"]})["limits"]
    return full


def full_judgement(criterion: str, given: Any, assessor: str) -> Data:
    """One judgement from a rating, from `n/a`, or from a mapping that may leave out the usual."""
    entry = dict(given) if isinstance(given, dict) else {"rating": given}
    if entry.get("rating") == "n/a":
        entry = {key: value for key, value in entry.items() if key != "rating"} | {"not_applicable": True}
    return {"criterion": criterion, "assessor": assessor, "because": "Seen on the day.", **entry}


def full_judgements(short: Any) -> list[Data]:
    """Judgements from `{criterion: rating}` or `{criterion: [ratings of A, B, ...]}`."""
    if isinstance(short, list):
        return [full_judgement(entry["criterion"], entry, "A") for entry in short]
    many = {name: given if isinstance(given, list) else [given] for name, given in short.items()}
    return [
        full_judgement(name, given, assessor)
        for name, entries in many.items()
        for given, assessor in zip(entries, "ABCDEFG", strict=False)
    ]


def full_evidence(short: list[Data], standard: Data, prefix: str) -> list[Data]:
    """Records with an id, a kind and a date where the case leaves them out."""
    kinds = list(standard.get("evidence", {}))
    usual = {"kind": kinds[0]} if kinds else {}
    records = [{"id": f"{prefix}{place}", **usual, **record} for place, record in enumerate(short, 1)]
    return [record if "period" in record else {"date": "2026-10-01", **record} for record in records]


def full_unit(short: Data, standard: Data) -> Data:
    """A unit of a pack, with its name."""
    unit = {"name": short["id"], "evidence": [], "judgements": [], **short}
    unit["evidence"] = full_evidence(unit["evidence"], standard, f"{unit['id']}-")
    unit["judgements"] = full_judgements(unit["judgements"])
    return unit


def full_pack(short: Data, standard: Data) -> Data:
    """A pack, with the keys that every pack must have."""
    pack = {**PACK, "standard": standard["id"], "evidence": [], "judgements": [], **short}
    pack["organisation"] = {"id": "org", "name": "Org", "profile": pack.pop("profile", {})}
    pack["evidence"] = full_evidence(pack["evidence"], standard, "e")
    pack["judgements"] = full_judgements(pack["judgements"])
    if "units" in pack:
        pack["units"] = [full_unit(unit, standard) for unit in pack["units"]]
    return pack


def change(case: Data, path: str, value: Any = None, *, drop: bool = False) -> None:
    """Set or drop what stands at a dotted path, such as `standard.criteria.0.weight`."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = case
    for step in way:
        place = place[step]
    if drop:
        del place[last]
    else:
        place[last] = value


# Expectations


WAYS = {">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than"}


def probes(measures: Data) -> dict[str, tuple[Data, bool]]:
    """For each comparison that a case expects of a measure: a flag, and whether it must be raised."""
    wanted = [(measure, text, sure) for measure, given in measures.items() for text, sure in comparisons(given)]
    return {f"probe-{n}": (probe(n, measure, text), sure) for n, (measure, text, sure) in enumerate(wanted)}


def comparisons(expected: Any) -> list[tuple[str, bool]]:
    """Comparisons such as `>= 5`, and whether each must surely hold."""
    if not isinstance(expected, dict):
        return [(f">= {expected}", True), (f"<= {expected}", True)]
    unsure = [f"{sign} {value}" for sign in WAYS for value in expected.get("unknown", [])]
    return [(text, True) for text in expected.get("sure", [])] + [
        (text, False) for text in expected.get("unsure", unsure)
    ]


def probe(number: int, measure: str, text: str) -> Data:
    """A flag that is raised exactly when a measure surely compares so."""
    sign, value = text.split(" ")
    when = {"measure": measure, WAYS[sign]: value if value.endswith("%") else number_of(value)}
    return {"id": f"probe-{number}", "title": f"{measure} {text}", "when": when, "says": "Probe."}


def number_of(text: str) -> int | Decimal:
    return int(text) if text.lstrip("-").isdigit() else Decimal(text)


def exact(value: Any) -> str:
    """A score as the result's JSON writes it: an integer or p/q."""
    return str(Fraction(str(value)))


def expected_scores(value: Any) -> Data:
    """Low, high and more from `2`, `[low, high]`, `n/a` or a mapping."""
    if value == "n/a":
        return {"applies": False}
    if isinstance(value, list):
        value = dict(zip(("low", "high"), value, strict=True))
    if not isinstance(value, dict):
        value = {"low": value, "high": value}
    if "score" in value:
        value = {"low": value["score"], "high": value["score"], **value}
    return {key: exact(value[key]) for key in ("low", "high", "max") if key in value}


def picked(found: Any, wanted: Data) -> Any:
    return {key: found.get(key) for key in wanted} if isinstance(found, dict) else found


def found_of(result: Data, expect: Data) -> Iterator[tuple[str, Any, Any]]:
    """For each thing a case expects: its name, what came out, and what should have."""
    for key, name in (("level", "established"), ("possible", "possible"), ("target", "target")):
        if key in expect:
            yield key, result["level"][name], expect[key]
    if "overall" in expect:
        wanted = None if expect["overall"] is None else expected_scores(expect["overall"])
        yield "overall", picked(result["overall"], wanted or {}), wanted
    for name, value in expect.get("nodes", {}).items():
        wanted = expected_scores(value)
        yield name, picked(result["nodes"][name], wanted), wanted
    for name, wanted in expect.get("units", {}).items():
        found = result["units"][name]["level"]
        yield f"unit {name}", found["established"], wanted["level"]
        if "possible" in wanted:
            yield f"unit {name} possible", found["possible"], wanted["possible"]
    states = {level["id"]: level["state"] for level in result["levels"]}
    for name, wanted in expect.get("levels", {}).items():
        yield f"level {name}", states[name], wanted
    asked = {level["id"]: [asked["state"] for asked in level["requires"]] for level in result["levels"]}
    for name, wanted in expect.get("requires", {}).items():
        yield f"requires of {name}", asked[name], wanted
    yield from found_lists(result, expect)


def found_lists(result: Data, expect: Data) -> Iterator[tuple[str, Any, Any]]:
    if "commendations" in expect:
        yield "commendations", listed(result["commendations"]), sorted(expect["commendations"])
    if "unsettled" in expect:
        yield "unsettled", listed(result["unsettled"]), sorted(expect["unsettled"])
    if "flags" in expect:
        raised = [flag for flag in listed(result["flags"]) if not flag.startswith("probe-")]
        yield "flags", raised, sorted(expect["flags"])
    if "withheld" in expect:
        found = {name for name in expect["withheld"] if any(name in str(entry) for entry in result["withheld"])}
        yield "withheld", (found, bool(result["withheld"])), (set(expect["withheld"]), bool(expect["withheld"]))


def listed(entries: list[Any]) -> list[str]:
    """Ids of a list in the result, whose entries may be ids or mappings with one."""
    return sorted(entry["id"] if isinstance(entry, dict) else entry for entry in entries)


def raised_probes(result: Data, wanted: dict[str, tuple[Data, bool]]) -> Iterator[tuple[str, Any, Any]]:
    raised = set(listed(result["flags"]))
    for name, (flag, should) in wanted.items():
        yield f"surely {flag['title']}", name in raised, should


def told(result: kitemark.Result) -> str:
    """All that a result says, without its fingerprints."""
    data = copy.deepcopy(result.to_dict())
    for part in ("standard", "assessment"):
        data[part].pop("sha256", None)
    return json.dumps(data, default=str) + str(result.explain())


def hold(result: kitemark.Result, expect: Data, wanted: dict[str, tuple[Data, bool]]) -> None:
    """Fail with everything that came out otherwise than a case says."""
    data = result.to_dict()
    lines = itertools.chain(found_of(data, expect), raised_probes(data, wanted))
    wrong = [f"{name}: found {found!r}, wanted {should!r}" for name, found, should in lines if found != should]
    if "never" in expect:
        text = told(result)
        wrong += [f"{secret!r} is told" for secret in expect["never"] if re.search(rf"(?<!\d){secret}(?!\d)", text)]
    assert not wrong, "\n".join(wrong)


def evaluate(case: Data) -> kitemark.Result:
    if "lies" in case:
        return evaluate_files(case)
    standard = kitemark.standard_from(case["standard"])
    assessment = kitemark.assessment_from(case["pack"])
    return kitemark.evaluate(standard, assessment, target=case.get("target"))


def evaluate_files(case: Data) -> kitemark.Result:
    """The pack's file by the standard's file that it names, each lying where the case says."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder, "packs", "pack.json")
        standard = pack.parent / case["lies"]
        for file in (pack, standard):
            file.parent.mkdir(exist_ok=True)
        standard.write_text(kitemark.dump(kitemark.standard_from(case["standard"])), "utf-8")
        pack.write_text(kitemark.dump(kitemark.assessment_from(case["pack"])), "utf-8")
        with contextlib.chdir(pack.parent / case.get("here", "..")):
            assessment = kitemark.load_assessment(pack)
            return kitemark.evaluate(assessment.named_standard(), assessment)


# The published schemes


SCHEMES = {path.name: path for path in sorted(HERE.iterdir()) if (path / "standard.yaml").exists()}
EXPECTED = (
    "level",
    "possible",
    "overall",
    "nodes",
    "flags",
    "commendations",
    "units",
    "levels",
    "unsettled",
    "measures",
)


def criteria_of(node: Data) -> Iterator[str]:
    for criterion in node.get("criteria", []):
        yield criterion["id"]
    for section in node.get("sections", []):
        yield from criteria_of(section)


def table_cases(table: Data) -> Iterator[Data]:
    """A case from each row of a table: columns are criteria, or names of things expected."""
    for row in table["rows"]:
        cells = dict(zip(table["columns"], row, strict=True))
        expect = {name: cells.pop(name) for name in EXPECTED if name in cells}
        yield {"name": " ".join(str(cell) for cell in row), "judgements": cells, **expect}


def scheme_cases() -> Iterator[Any]:
    for name, folder in SCHEMES.items():
        data = read(folder / "cases.yaml")
        tables = [case for table in data.get("tables", []) for case in table_cases(table)]
        for case in data.get("cases", []) + tables:
            yield pytest.param(name, case, id=f"{name}: {case['name']}")


def scheme_case(standard: Data, case: Data) -> Data:
    """A case of a scheme in the form of a case of the contract."""
    short = {key: case[key] for key in ("profile", "evidence", "units", "date") if key in case}
    judged = dict.fromkeys(criteria_of(standard), case["rest"]) if "rest" in case else {}
    judged |= case.get("judgements", {}) | dict.fromkeys(case.get("not_applicable", []), "n/a")
    expect = {key: case[key] for key in EXPECTED if key in case}
    judgements = {name: rating for name, rating in judged.items() if rating is not None}
    return {"standard": standard, "pack": full_pack({**short, "judgements": judgements}, standard), "expect": expect}


@pytest.mark.parametrize(("scheme", "case"), list(scheme_cases()))
def test_a_scheme_gives_the_award_it_should(scheme: str, case: Data) -> None:
    standard = read(SCHEMES[scheme] / "standard.yaml")
    full = scheme_case(standard, case)
    hold(evaluate(full), full["expect"], {})


def scheme_laws() -> Iterator[Any]:
    for name, folder in SCHEMES.items():
        for law in read(folder / "cases.yaml").get("laws", []):
            yield pytest.param(name, law, id=f"{name}: {law['name']}")


@pytest.mark.parametrize(("scheme", "law"), list(scheme_laws()))
def test_a_scheme_over_all_its_inputs(scheme: str, law: Data) -> None:
    data = read(SCHEMES[scheme] / "standard.yaml")
    standard = kitemark.standard_from(data)
    levels: Counter[str | None] = Counter()
    for ratings in itertools.product(*law["over"].values()):
        case = scheme_case(data, {"judgements": dict(zip(law["over"], ratings, strict=True))})
        levels[kitemark.evaluate(standard, kitemark.assessment_from(case["pack"])).level] += 1
    assert levels == {None if name == "none" else name: times for name, times in law["counts"].items()}


# The contract, sentence by sentence


def contract_cases() -> Iterator[Any]:
    for path in sorted((HERE / "contract").glob("*.yaml")):
        data = read(path)
        for case in data["cases"]:
            yield pytest.param(data.get("defaults", {}), case, id=f"{path.stem}: {case['name']}")


def contract_case(defaults: Data, case: Data) -> Data:
    """A case with its file's defaults under it and the short forms written out."""
    short = {part: {**defaults.get(part, {}), **case.get(part, {})} for part in ("standard", "pack")}
    standard = full_standard({key: value for key, value in short["standard"].items() if value is not None})
    pack = full_pack({key: value for key, value in short["pack"].items() if value is not None}, standard)
    return unshared({**case, "standard": standard, "pack": pack})


def unshared(value: Any) -> Any:
    """A copy in which what an alias named stands in each place by itself."""
    if isinstance(value, dict):
        return {key: unshared(entry) for key, entry in value.items()}
    return [unshared(entry) for entry in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("defaults", "case"), list(contract_cases()))
def test_the_contract(defaults: Data, case: Data) -> None:
    full = contract_case(defaults, case)
    changed = changed_case(full)
    if case.get("wants") != "error":
        wanted = probes(case["expect"].get("measures", {}))
        flags = [flag for flag, _ in wanted.values()]
        if flags:
            changed["standard"]["flags"] = [*changed["standard"].get("flags", []), *flags]
        hold(evaluate(changed), case["expect"], wanted)
        return
    if changed != full:
        evaluate(full)
    refuse(changed, case["mentions"], case.get("never", []))


def changed_case(full: Data) -> Data:
    changed = unshared(full)
    for path, value in full.get("set", {}).items():
        change(changed, path, value)
    for path in full.get("drop", []):
        change(changed, path, drop=True)
    return changed


def refuse(case: Data, mentions: list[Any], never: list[Any]) -> None:
    """The case is an error whose problems have a code, a message and the words wanted."""
    with pytest.raises(kitemark.KitemarkError) as caught:
        evaluate(case)
    problems = caught.value.problems
    assert problems
    assert all(problem.code and problem.message for problem in problems)
    text = " ".join(f"{problem.message} {problem.path} {getattr(problem, 'hint', '')}" for problem in problems).lower()
    missing = [word for word in mentions if str(word).lower() not in text]
    assert not missing, f"{missing} not in: {text}"
    telling = [secret for secret in never if re.search(rf"(?<!\d){secret}(?!\d)", f"{text} {caught.value}")]
    assert not telling, f"{telling} in: {text}"
