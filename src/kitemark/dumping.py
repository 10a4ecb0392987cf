"""Standards and assessments back to text that loads to the same."""

from __future__ import annotations

from kitemark.assessment import Assessment
from kitemark.render.exact_json import exact_json
from kitemark.standard import Standard


def dump(source: Standard | Assessment) -> str:
    """Give a standard or an assessment as JSON, which is YAML too; loading it gives an equal one.

    Numbers stay exact. Comments and anchors are not kept; tables stay named, not copied in.
    """
    return exact_json(source.to_data())
