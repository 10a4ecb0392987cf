"""What came of an import, in words for a person. Nothing here says more than the records do."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.problems import printable
from kitemark.surveys.outcome import Asked, SurveyRecords

_HEADS = ("answers", "don't know", "does not apply", "no answer")
_LONGEST = 32


def told(survey: SurveyRecords) -> Iterator[str]:
    """Give the lines that say what was counted, what was kept apart and what was held back."""
    rows = f"{survey.rows} row{'' if survey.rows == 1 else 's'}, " if survey.rows is not None else ""
    count, questions = len(survey.records), len(survey.asked)
    yield (
        f"{rows}{questions} question{'' if questions == 1 else 's'}, "
        f"{count} record{'' if count == 1 else 's'} of '{survey.kind}'"
    )
    yield ""
    shown = [one for one in survey.asked if one.records]
    if shown:
        yield from _table(shown)
        yield ""
    yield from _held_back(survey)
    if any(one.dont_know or one.does_not_apply for one in shown):
        yield "Who did not know, or whom the question did not fit, is counted apart and is no part of the answers."


def _table(shown: list[Asked]) -> Iterator[str]:
    names = [printable(one.question, _LONGEST) for one in shown]
    room = max(len("question"), *map(len, names))
    yield "  ".join(("question".ljust(room), "records", *_HEADS))
    for name, one in zip(names, shown, strict=True):
        counts = (one.answers, one.dont_know, one.does_not_apply, one.blank)
        cells = [str(count).rjust(len(head)) for count, head in zip(counts, _HEADS, strict=True)]
        yield "  ".join((name.ljust(room), str(one.records).rjust(7), *cells))


def _held_back(survey: SurveyRecords) -> Iterator[str]:
    for one in survey.asked:
        name = printable(one.question, _LONGEST)
        if not one.records:
            yield f"{name}: held back, as a record rests on {survey.smallest_group} answers or more"
        elif one.held_back:
            groups = f"{one.held_back} group{'' if one.held_back == 1 else 's'}"
            yield f"{name}: {groups} held back; the counts above are of the others"
    if any(one.held_back and one.records for one in survey.asked):
        yield (
            f"A group is held back where fewer than {survey.smallest_group} answered, where people did not say which "
            "is theirs, and where its size would give away another's."
        )
    if survey.rows is None:
        yield "How many rows there were is not said, as it would tell how many people are held back."
