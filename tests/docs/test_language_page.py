from __future__ import annotations

import importlib
import re

import pydantic
import pytest

from .pages import ROOT

PAGE = (ROOT / "docs/reference/language.md").read_text(encoding="utf-8")
ROOMS = ("assessment", "conditions", "fields", "measures", "ratings", "standard")


def models():
    found = set()
    for room in ROOMS:
        names = vars(importlib.import_module(f"kitemark.model.{room}")).values()
        found |= {n for n in names if isinstance(n, type) and issubclass(n, pydantic.BaseModel)}
    return sorted(found, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_key_of_the_language_is_on_the_page(model):
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert {key for key in keys if not re.search(rf"(?<![\w-]){key}(?![\w-])", PAGE)} == set()


def test_the_readings_stand_last():
    headings = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    assert headings[-1] == "Readings"
