"""The JSON Schemas of a standard and of an assessment, as files write them."""

from __future__ import annotations

from kitemark.authoring.field_schema import NAME, field_schema
from kitemark.authoring.records import Record, unless_table
from kitemark.authoring.shapes import Schema, refer, whole
from kitemark.model.assessment import AssessmentFile
from kitemark.model.standard import StandardFile
from kitemark.model.survey_mapping import SurveyMapping

_RATED_OR_NOT = {
    "if": {"properties": {"not_applicable": {"const": True}}, "required": ["not_applicable"]},
    "then": {"not": {"required": ["rating"]}},
    "else": {"required": ["rating"]},
}


def standard_schema() -> Schema:
    """Give the schema of a standard."""
    schema = whole(StandardFile, "standard", free=StandardFile.free)
    for form in ("EvidenceKind", "Profile"):
        schema["$defs"][form]["properties"]["fields"]["additionalProperties"] = refer(NAME)
    schema["$defs"] = dict(sorted({**schema["$defs"], NAME: field_schema()}.items()))
    return schema


def survey_schema() -> Schema:
    """Give the schema of a survey's mapping file."""
    return whole(SurveyMapping, "survey", free=SurveyMapping.free)


def assessment_schema() -> Schema:
    """Give the schema of an assessment, whatever its standard."""
    schema = whole(AssessmentFile, "assessment", free=AssessmentFile.free, also=[Record])
    definitions = schema["$defs"]
    definitions["Record"] |= unless_table(["kind", "id"])
    definitions["Judgement"] |= _RATED_OR_NOT
    for form in (schema, definitions["Unit"]):
        form["properties"]["evidence"]["items"] = refer("Record")
    return schema
