"""The profile's facts, and tests on them."""

from __future__ import annotations

from kitemark.compile.allowed import test_of
from kitemark.compile.place import Place
from kitemark.compile.records import check_schema
from kitemark.model.fields import Matches
from kitemark.model.standard import Profile
from kitemark.rules.records import Test

_ADD_FACT = "name a fact and what it must be, or take the key out"


class Facts:
    """The facts that a standard's profile declares."""

    def __init__(self, profile: Profile | None, place: Place) -> None:
        """Take the profile, reporting schemas that are none and optional facts that are not declared."""
        self.schemas = dict(profile.fields) if profile else {}
        optional = profile.optional if profile else ()
        for name, schema in self.schemas.items():
            check_schema(schema, place.at("fields", name))
        for index, name in enumerate(optional):
            if name not in self.schemas:
                place.at("optional", index).unknown("fact", name, self.schemas)
        self.required = frozenset(self.schemas) - frozenset(optional)

    def tests(self, matches: Matches | None, place: Place) -> tuple[Test, ...]:
        """Give the tests of a `when`, reporting facts that are not declared or can never be so."""
        if matches is None:
            return ()
        if not matches:
            place.report("empty", "found no facts, wanted at least one", _ADD_FACT)
        tests = []
        for name, wanted in matches.items():
            if name not in self.schemas:
                place.at(name).unknown("fact of the profile", name, self.schemas, key=True)
            tests.append(test_of(name, wanted, [self.schemas.get(name, True)], place.at(name)))
        return tuple(tests)

    def count(self, name: str, place: Place) -> None:
        """Report a fact that is not declared, or that may be something else than a whole number."""
        if name not in self.schemas:
            place.unknown("fact of the profile", name, self.schemas)
            return
        schema = self.schemas[name]
        if not isinstance(schema, dict) or schema.get("type") != "integer":
            hint = f"declare {name}: {{type: integer, minimum: 1}}"
            place.report("wrong-type", f"found the fact '{name}', wanted one that is a whole number", hint)
