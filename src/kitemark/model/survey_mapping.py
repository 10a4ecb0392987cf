"""The mapping file of a survey: what each column of an export is, and what each answer counts as."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import ConfigDict, Field

from kitemark.model.fields import Id, Language, Many, Named, Positive, Scalar, Strict, Text


class Answers(Strict):
    """What people could answer, sorted by what it counts as. Capitals and blanks make no difference."""

    positive: Many[Scalar] = Field(min_length=1)
    """Answers that count as positive.

    Example: [agree a lot, agree]
    """
    other: Many[Scalar] = ()
    """Answers that count, and not as positive: negative ones and those in the middle.

    Example: [not sure, disagree, disagree a lot]
    """
    dont_know: Many[Scalar] = ()
    """Answers that say that somebody does not know. They are counted apart, and are no answers.

    Example: ["don't know"]
    """
    does_not_apply: Many[Scalar] = ()
    """Answers that say that the question does not fit. They are counted apart, and are no answers.

    Example: [does not apply]
    """


class Question(Strict):
    """One question: the column of that name holds the answers to it."""

    question: Text
    """Which question of the standard it is.

    Example: respected
    """
    scope: Text
    """What the question is about: the service, or the person's own worker. The standard has the words.

    Example: service
    """
    criteria: Many[Named] = ()
    """The criteria that the answers speak to.

    Example: [A2]
    """
    answers: Answers | None = None
    """What people could answer, where it is not as for all other questions.

    Example: {positive: [yes], other: [no]}
    """


class Split(Strict):
    """A column by which the answers are split, so that each group has records of its own."""

    column: Text
    """The column of the export.

    Example: Where did you fill this in?
    """
    field: Id
    """The field of the records that says which group it is; `unit` will do, too.

    Example: setting
    """
    values: dict[Text, Any] = Field(min_length=1)
    """What the column holds, each with the field's value; or with several fields of that group's records.

    Example: {At home: home, In a quiet room: private}
    Example: {North Street: {unit: north, invited: 60}}
    """
    smallest_group: Positive | None = None
    """How many answers a group must have to be written at all, where that is more than the standard says.

    Example: 15
    """


class Counts(Strict):
    """Which fields of a record take which counts, where it is not plain from the standard."""

    answers: Id | None = None
    """The number of people who answered, without those counted apart.

    Example: responses
    """
    positive: Id | None = None
    """The number of positive answers.

    Example: positive
    """
    dont_know: Id | None = None
    """The number of those who did not know, where the kind has a field for it.

    Example: dont_know
    """
    does_not_apply: Id | None = None
    """The number of those whom the question did not fit, where the kind has a field for it.

    Example: not_applicable
    """


class SurveyMapping(Strict):
    """How the export of a survey becomes records: one row an answer sheet, one column a question."""

    model_config = ConfigDict(title="Survey mapping")
    free: ClassVar[frozenset[str]] = frozenset({"record", "values"})
    begins: ClassVar[str] = "begin with 'standard: ...'; the mapping comes after --map, and the export by itself"

    kitemark: Language = 1
    """The version of the language in which the file is written: 1.

    Example: 1
    """
    standard: Text | None = None
    """The standard: a bundled id, an id with a version, or a path from here. Whoever calls may say another.

    Example: warm-welcome@1
    """
    kind: Named
    """The kind of evidence that the records are of.

    Example: survey
    """
    id: Id
    """How the ids of the records begin.

    Example: spring
    """
    sheet: Text | None = None
    """Of a workbook, the tab that holds the answers; the first, unless said.

    Example: Responses
    """
    record: dict[Text, Any] = {}
    """What all records say: when and how people were asked, and how many.

    Example: {date: 2026-06-30, setting: private, invited: 120}
    """
    questions: dict[Text, Question] = Field(min_length=1)
    """Each question, by the name of its column.

    Example: {Staff here treat me with respect: {question: respected, scope: service}}
    """
    answers: Answers | None = None
    """What people could answer to every question that does not say its own.

    Example: {positive: [agree a lot, agree], other: [not sure, disagree, disagree a lot]}
    """
    split: Many[Split] = ()
    """Columns by which the answers are split.

    Example: [{column: Site, field: unit, values: {North Street: north, South Street: south}}]
    """
    smallest_group: Positive | None = None
    """How many answers a record must rest on to be written, where that is more than the standard says.

    Example: 15
    """
    counts: Counts = Field(default=Counts.model_construct())
    """Which fields take which counts, where that is not plain from the standard.

    Example: {answers: responses, positive: positive}
    """
    question_field: Id = "question"
    """The field that says which question it is; `question`, unless said.

    Example: question
    """
    scope_field: Id = "scope"
    """The field that says what the question is about; `scope`, unless said.

    Example: scope
    """
    ignore: Many[Text] = ()
    """Columns that are left out. Those that hold people's details must be cut from the export itself.

    Example: [Timestamp, Respondent]
    """
