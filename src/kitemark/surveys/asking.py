"""A mapping held against a standard: which fields take the counts, and which questions may not be asked so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.model.rewriting import fitting
from kitemark.model.survey_mapping import Question, SurveyMapping
from kitemark.problems import Problem, listing, nearest, nearest_titled
from kitemark.reading import Document, Path
from kitemark.rules.measure import ShareOfSums
from kitemark.rules.records import COMMON, Kind, Sieve, Test, token
from kitemark.rules.standard import Rules
from kitemark.schemas import misfits

_SCOPES = ("service", "organisation", "involvement", "worker", "self")
"""What a question may be about, where the standard has no words of its own for it."""
_WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a record that take the counts."""

    answers: str
    positive: str
    dont_know: str | None
    does_not_apply: str | None


class Asking:
    """Holds one mapping against one standard, gathering problems."""

    def __init__(self, mapping: SurveyMapping, rules: Rules, document: Document) -> None:
        """Take the mapping, the rules and where the mapping's keys stand."""
        self.problems: list[Problem] = []
        self._mapping = mapping
        self._rules = rules
        self._document = document
        self._criteria = [criterion.id for criterion in rules.criteria]

    def fields(self) -> tuple[Kind, Fields] | None:
        """Give the kind and the fields that take the counts, or None; everything wrong is noted."""
        kind = self._rules.kinds.get(self._mapping.kind)
        if kind is None:
            hint = (
                nearest_titled(self._mapping.kind, self._rules.kinds.values())
                or f"the kinds are {listing(self._rules.kinds)}"
            )
            self._note("unknown-name", ("kind",), f"found '{self._mapping.kind}', wanted a kind of evidence", hint)
            return None
        fields = self._counts(kind)
        taken = {self._mapping.question_field, self._mapping.scope_field, "id", "kind"}
        taken |= {name for name in (fields.answers, fields.positive, fields.dont_know, fields.does_not_apply) if name}
        self._fixed(self._mapping.record, kind, ("record",), taken)
        for place, split in enumerate(self._mapping.split):
            for said, value in split.values.items():
                path = ("split", place, "values", said)
                self._fixed(value if isinstance(value, dict) else {split.field: value}, kind, path, taken)
        self._complete(kind, taken)
        for column, question in self._mapping.questions.items():
            self._question(column, question, kind)
        return kind, fields

    def _note(self, code: str, path: Path, message: str, hint: str, *, key: bool = False) -> None:
        self.problems.append(self._document.problem(code, path, message, hint, key=key))

    # -- counts -----------------------------------------------------------------------------

    def _counts(self, kind: Kind) -> Fields:
        said = self._mapping.counts
        answers = said.answers or kind.people or ""
        shares = [name for name in self._shares(kind, answers) if name in kind.fields]
        positive = said.positive or next(iter(shares), "positive")
        for key, name in (
            ("answers", answers),
            ("positive", positive),
            ("dont_know", said.dont_know),
            ("does_not_apply", said.does_not_apply),
        ):
            if name is not None and name not in kind.fields:
                path = ("counts", key) if getattr(said, key) else ("kind",)
                message = f"found no field of '{kind.id}' that takes the number of '{key}'"
                self._note(
                    "unknown-name", path, message, f"say which under 'counts'; its fields are {listing(kind.fields)}"
                )
        return Fields(answers, positive, said.dont_know, said.does_not_apply)

    def _shares(self, kind: Kind, answers: str) -> Iterator[str]:
        """Give the fields of which measures take the share of the answers."""
        for measure in self._rules.measures.values():
            take = measure.take
            if isinstance(take, ShareOfSums) and take.of == answers and any(self._ways(measure.sieve, kind)):
                yield take.field

    # -- what all records say ---------------------------------------------------------------

    def _fixed(self, values: Mapping[str, Any], kind: Kind, path: Path, taken: set[str]) -> None:
        for name, value in values.items():
            where = (*path, name) if path == ("record",) or name in self._at(path) else path
            if name in taken:
                message = f"found '{name}', which comes from the answers or from the question"
                self._note("reserved-name", where, message, "take it out", key=True)
            elif name not in kind.fields and name not in COMMON:
                hint = nearest(name, [*kind.fields, *COMMON]) or f"its fields are {listing(kind.fields)}"
                self._note("unknown-key", where, f"found the unknown field '{name}'", hint, key=True)
            elif name in kind.fields:
                for wanted in misfits(kind.fields[name], value):
                    hint = fitting(value, wanted, name, kind.fields[name], private=True, cell=False)
                    self._note("field", where, f"found something else as '{name}', wanted {wanted}", hint)

    def _at(self, path: Path) -> Mapping[str, Any]:
        value: Any = self._document.data
        for step in path:
            value = value[step]
        return value if isinstance(value, dict) else {}

    def _complete(self, kind: Kind, taken: set[str]) -> None:
        """Note the fields that every record has, and that nothing gives."""
        given = {*self._mapping.record, *taken}
        for split in self._mapping.split:
            parts = [value if isinstance(value, dict) else {split.field: value} for value in split.values.values()]
            given |= set(parts[0]).intersection(*parts)
        missing = sorted(kind.required - given)
        if missing:
            message = f"found no {listing(map(repr, missing), 40)}, which every {kind.id} has"
            self._note("missing-key", ("record",), message, "say under 'record' how people were asked")
        if not {"date", "period"} & given:
            message = "found neither 'date' nor 'period', wanted when people were asked"
            self._note("missing-key", ("record",), message, "add 'date: YYYY-MM-DD' under 'record'")

    # -- questions --------------------------------------------------------------------------

    def _question(self, column: str, question: Question, kind: Kind) -> None:
        mapping, path = self._mapping, ("questions", column)
        for name, key, value in (
            (mapping.question_field, "question", question.question),
            (mapping.scope_field, "scope", question.scope),
        ):
            schema = kind.fields.get(name, {"enum": list(_SCOPES)} if key == "scope" else None)
            if schema is None:
                message = f"found no field '{name}' of '{kind.id}' for it"
                self._note("unknown-name", (*path, key), message, "say which is it as 'question_field'")
                continue
            for wanted in misfits(schema, value):
                hint = fitting(value, wanted, name, schema, private=False, cell=False)
                self._note("field", (*path, key), f"found '{value}', wanted {wanted}", hint)
        if question.answers is None and mapping.answers is None:
            self._note(
                "missing-key", path, "found no 'answers', neither here nor for all questions", "add 'answers: ...'"
            )
        for place, name in enumerate(question.criteria):
            if name not in self._criteria:
                hint = nearest_titled(name, self._rules.criteria) or f"the criteria are {listing(self._criteria)}"
                self._note("unknown-name", (*path, "criteria", place), f"found '{name}', wanted a criterion", hint)
        self._scope(column, question, kind)

    def _scope(self, column: str, question: Question, kind: Kind) -> None:
        """Refuse what would let answers about something else count as answers about the service."""
        path = ("questions", column, "scope")
        if question.scope == _WORKER and (question.criteria or "criteria" in self._mapping.record):
            message = "found a question about people's own worker that speaks to criteria, wanted it to speak to none"
            hint = "people rate their own worker more kindly than the service: take 'criteria' out for this question"
            self._note("scope", path, message, hint)
        if question.scope == _WORKER and self._mapping.scope_field not in kind.fields:
            message = f"found a question about people's own worker, and '{kind.id}' has no field that says so"
            hint = "its answers would count as answers about the service: take the question out"
            self._note("scope", path, message, hint)
        against = next(self._against(question, kind), None)
        if against is not None:
            measure, scopes = against
            message = f"found '{question.question}' about '{question.scope}', which '{measure}' takes as about {scopes}"
            hint = "ask it of the service, or give the question of the standard that it is"
            self._note("scope", path, message, hint)

    def _against(self, question: Question, kind: Kind) -> Iterator[tuple[str, str]]:
        """Give the measures that take answers to this question, with the scopes that they take, and not this one."""
        for name, measure in self._rules.measures.items():
            for tests in self._ways(measure.sieve, kind):
                asked = [test for test in tests if test.field == self._mapping.question_field]
                scopes = [test for test in tests if test.field == self._mapping.scope_field and test.allowed]
                ours = asked and all(token(question.question) in test.allowed for test in asked)
                other = [test for test in scopes if token(question.scope) not in test.allowed]
                if ours and other:
                    yield name, listing(sorted(map(str, other[0].allowed)))

    def _ways(self, sieve: Sieve, kind: Kind) -> Iterator[tuple[Test, ...]]:
        """Give the ways in which records of the kind come through a sieve, each with all its tests."""
        if sieve.judgements:
            return
        if sieve.kinds is not None and kind.id in sieve.kinds:
            yield sieve.tests
        if sieve.kinds is None and not sieve.accepted:
            yield sieve.tests
        for name in sieve.accepted:
            for tests in self._ways(self._rules.accepted[name].sieve, kind):
                yield (*tests, *sieve.tests)
