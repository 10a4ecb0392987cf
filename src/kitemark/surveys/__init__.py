"""Survey exports to survey records: counts only, with small groups held back and nothing repeated."""

from kitemark.surveys.importing import import_survey, records_from_rows
from kitemark.surveys.outcome import Asked, SurveyRecords

__all__ = ["Asked", "SurveyRecords", "import_survey", "records_from_rows"]
