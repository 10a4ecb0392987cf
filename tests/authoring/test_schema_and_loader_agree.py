"""Laws: a file that its schema refuses does not load, and what the forms refuse the schema refuses, too.

The schema says which keys there are and what may follow each, whatever stands elsewhere. What keys
mean together is the loader's alone: names that are declared, one `take` a measure, bands in order,
a level that a condition asks about, a rule between two fields. A few things no schema can tell: a
whole number written `2.0`, digits beyond sixty, a table's rows.
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import Any

from breaking import broken, refusals
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.authoring import assessment_schema, assessment_schema_for, standard_schema
from kitemark.model.assessment import AssessmentFile
from kitemark.model.standard import StandardFile
from kitemark.model.validation import validate
from kitemark.reading import plain_document

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import cases, standards

OFTEN = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
STANDARD = standard_schema()
ASSESSMENT = assessment_schema()
BUNDLED = {name: kitemark.load_standard(name) for name in kitemark.bundled_ids()}


def refuses(call: Any, *arguments: Any) -> bool:
    """Whether a call finds problems."""
    try:
        call(*arguments)
    except kitemark.KitemarkError:
        return True
    return False


def takes_no_form(form: Any, data: Any) -> bool:
    """Whether the data lacks the form of a file, whatever its names mean."""
    return refuses(validate, form, plain_document(data))


@OFTEN
@given(standards())
def test_the_schema_takes_every_sound_standard(standard):
    assert refusals(STANDARD, standard) == []


@OFTEN
@given(st.data())
def test_a_standard_that_the_schema_refuses_does_not_load(data):
    changed = data.draw(broken(data.draw(standards())))
    if refusals(STANDARD, changed):
        assert refuses(kitemark.standard_from, changed)


@OFTEN
@given(st.data())
def test_a_standard_that_has_not_the_form_is_refused_by_the_schema(data):
    changed = data.draw(broken(data.draw(standards())))
    if takes_no_form(StandardFile, changed):
        assert refusals(STANDARD, changed)


@settings(OFTEN, max_examples=60)
@given(name=st.sampled_from(sorted(BUNDLED)), data=st.data())
def test_a_bundled_standard_that_is_broken_is_refused_by_both_or_by_the_loader_alone(name, data):
    changed = data.draw(broken(BUNDLED[name].to_data()))
    schema = bool(refusals(STANDARD, changed))
    assert schema >= takes_no_form(StandardFile, changed)
    assert refuses(kitemark.standard_from, changed) >= schema


@OFTEN
@given(cases())
def test_both_schemas_take_every_sound_pack(case):
    standard, pack = case
    assert refusals(ASSESSMENT, pack) == []
    assert refusals(assessment_schema_for(kitemark.standard_from(standard)), pack) == []


@OFTEN
@given(st.data())
def test_a_pack_that_a_schema_refuses_is_not_evaluated(data):
    standard, pack = data.draw(cases())
    loaded = kitemark.standard_from(standard)
    changed = data.draw(broken(pack))
    if refusals(ASSESSMENT, changed):
        assert refuses(evaluated, loaded, changed)
        assert refusals(assessment_schema_for(loaded), changed)
    elif refusals(assessment_schema_for(loaded), changed):
        assert refuses(evaluated, loaded, changed)


@OFTEN
@given(st.data())
def test_a_pack_that_has_not_the_form_is_refused_by_the_schema(data):
    _, pack = data.draw(cases())
    changed = data.draw(broken(pack))
    if takes_no_form(AssessmentFile, changed):
        assert refusals(ASSESSMENT, changed)


@functools.cache
def schema_for(name: str) -> Any:
    return assessment_schema_for(BUNDLED[name])


@settings(OFTEN, max_examples=60)
@given(name=st.sampled_from(sorted(BUNDLED)), data=st.data())
def test_a_bundled_pack_that_its_schema_refuses_is_not_evaluated(name, data):
    folder = BUNDLED[name].files[0].parent / "examples"
    example = data.draw(st.sampled_from(sorted(folder.glob("*.yaml"))))
    changed = data.draw(broken(kitemark.load_assessment(example).to_data()))
    if refusals(schema_for(name), changed):
        assert refuses(evaluated, BUNDLED[name], changed, folder)


def evaluated(standard: kitemark.Standard, pack: Any, folder: Any = None) -> kitemark.Result:
    return kitemark.evaluate(standard, kitemark.assessment_from(pack, folder=folder))
