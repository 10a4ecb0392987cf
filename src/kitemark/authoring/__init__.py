"""Help for those who write: JSON Schemas that an editor reads, and first drafts of files.

Nothing here evaluates. What a key means is said once, below the key in the models.
"""

from kitemark.authoring.file_schemas import assessment_schema, standard_schema, survey_schema
from kitemark.authoring.pack_schema import assessment_schema_for
from kitemark.authoring.result_schema import result_schema

__all__ = ["assessment_schema", "assessment_schema_for", "result_schema", "standard_schema", "survey_schema"]
