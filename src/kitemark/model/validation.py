"""Documents to models: everything Pydantic finds, in the project's own words and places."""

from __future__ import annotations

import typing
from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from kitemark.model.commas import settled
from kitemark.model.fields import Strict, found, kind_of
from kitemark.model.keys import keys_at, meant_key, real_path
from kitemark.model.misspelt import as_meant
from kitemark.model.nothing import empty_value, may_be_words, nothings, without_key
from kitemark.model.rewriting import Slip, of_these, rewritten
from kitemark.model.strays import before_bracket, slip_of_key
from kitemark.problems import KitemarkError, Problem, closest, listing, nearest
from kitemark.reading import Document, Path

if typing.TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=Strict)

_WANTED = {
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}
_DECLARING = (["scales"], ["evidence"], ["fields"], ["accepted"], ["measures"])
"""Keys below which each key gives a thing its id."""
_MOST_KEYS = 40
"""Most keys of a file of another kind that are looked at."""
_ADD = "write one in the brackets, or below the key with a dash"


def validate(model: type[M], document: Document) -> M:
    """Give the model of a document; KitemarkError with every problem otherwise.

    What reading found is told with them. No message repeats a value below a key that the
    model calls private.
    """
    if not isinstance(document.data, dict):
        message = f"found {kind_of(document.data)}, wanted a mapping of keys"
        other = document.problem("wrong-type", (), message, model.begins)
        raise KitemarkError(document.problems or [other])
    if model.mistaken is not None and model.mistaken.key in document.data:
        _refuse_mistaken(model, document)
    _refuse_other(model, document)
    told = set(document.faults)
    empty = [path for path in nothings(document.data, (), model.free) if path not in told]
    # What a comma cuts in two leaves nothing somewhere.
    if empty and (apart := settled(model, document, lambda joined: faults_of(model, joined))) is not None:
        raise KitemarkError(apart)
    nothing = {path: empty_value(model, document, path) for path in empty}
    problems = [*document.problems, *(one for one, found in nothing.values() if not (found and found.follows))]
    told.update(empty)
    strays = {path: found for path, (_, found) in nothing.items() if found is not None}
    try:
        built = model.model_validate(document.data)
    except ValidationError as error:
        meant = {(path[:-1], found.meant) for path, found in strays.items()}
        problems += _refused(model, document, error, told, meant)
        raise KitemarkError([*problems, *_further(model, document)]) from None
    if problems:
        raise KitemarkError(problems)
    return built


def faults_of(model: type[Strict], document: Document) -> tuple[Problem, ...]:
    """Give every problem that a model has with a document."""
    try:
        validate(model, document)
    except KitemarkError as error:
        return error.problems
    return ()


def _refused(
    model: type[M], document: Document, error: ValidationError, told: set[Path], known: set[tuple[Path, str | None]]
) -> list[Problem]:
    details = error.errors(include_url=False, include_context=True)
    found_at = [(detail, real_path(document.data, detail["loc"])) for detail in details]
    unknown = [path for detail, path in found_at if _is_unknown(model, detail, path)]
    meant = known | {(path[:-1], meant_key(model, document.data, path)) for path in unknown}
    meant |= {(path[:-1], before_bracket(str(path[-1]))) for path in unknown}
    return [
        _problem(model, document, detail, path)
        for detail, path in found_at
        if path not in told and not _follows(detail, path, meant)
    ]


def _further(model: type[M], document: Document) -> Iterable[Problem]:
    """Give what is wrong below misspelt keys, were they written as they are meant."""
    meant = as_meant(model, document)
    if meant is None:
        return ()
    return [problem for problem in faults_of(model, meant) if meant.is_below(problem)]


def _refuse_mistaken(model: type[Strict], document: Document) -> None:
    other = model.mistaken
    if other is not None and other.without not in document.data:
        message = f"found {other.what}, wanted {other.wanted}"
        raise KitemarkError([document.problem("wrong-file", (other.key,), message, other.hint, key=True)])


def _refuse_other(model: type[Strict], document: Document) -> None:
    """Refuse a file that has not one of the keys that this kind must have, nor one like them."""
    other, keys = model.mistaken, list(document.data)
    if other is None or document.name is None or not keys or any(name in document.data for name in model.model_fields):
        return
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    if not any(closest(str(key), required) for key in keys[:_MOST_KEYS]):
        message = f"found a file of another kind, wanted {other.wanted}: none of its keys is there"
        hint = f"one has at least {listing(sorted(required))}; 'kitemark new' writes drafts"
        raise KitemarkError([*document.problems, document.problem("wrong-file", (), message, hint)])


def _problem(model: type[Strict], document: Document, detail: ErrorDetails, path: Path) -> Problem:
    kind, value = detail["type"], detail["input"]
    if kind == "missing":
        name = str(detail["loc"][-1])
        hint = "fill in its cell, too" if document.has_cell(path) else f"add '{name}: ...'"
        return document.problem("missing-key", path, f"found no '{name}', which is required", hint)
    if _is_unknown(model, detail, path):
        return _unknown_key(model, document, path)
    seen = kind_of(value) if model.private & set(path) else found(value)
    context = detail.get("ctx", {})
    if kind == "too_short":
        seen, wanted, hint = "an empty list", "at least one entry", _ADD
    elif kind == "literal_error":
        wanted = str(context["expected"]).replace("'", "")
        hint = of_these(value, wanted.replace(" or ", ", ").split(", "))
    else:
        wanted = detail["msg"] if kind == "shape" else context.get("wanted") or _WANTED[kind]
        hint = rewritten(_slip(model, document, detail, wanted, path))
    key = _is_key(detail)
    message = f"found {seen}, wanted {wanted}"
    return document.problem("dates" if kind == "dates" else "wrong-type", path, message, hint, key=key)


def _slip(model: type[Strict], document: Document, detail: ErrorDetails, wanted: str, path: Path) -> Slip:
    names = [step for step in path if isinstance(step, str)]
    # A list has no reader of its own: one of words is taken wherever its entries are no mappings.
    listed = wanted == "a list" and not keys_at(model, (*path, 0))
    return Slip(
        value=detail["input"],
        wanted=wanted,
        takes=detail.get("ctx", {}).get("takes") or (lambda _: listed),
        under=names[-1] if names else "",
        private=bool(model.private & set(path)),
        cell=document.has_cell(path),
        declares=names[-2:-1] in _DECLARING if _is_key(detail) else names[-1:] == ["id"],
    )


def _is_key(detail: ErrorDetails) -> bool:
    return detail["loc"][-1] == "[key]"


def _follows(detail: ErrorDetails, path: Path, meant: set[tuple[Path, str | None]]) -> bool:
    """Tell whether an error only follows from others: what a misspelt key was meant to be, a list of faulty items."""
    if detail["type"] == "missing":
        return (path, str(detail["loc"][-1])) in meant
    return detail["type"] == "too_short" and bool(detail["input"])


def _is_unknown(model: type[BaseModel], detail: ErrorDetails, path: Path) -> bool:
    """Tell whether an error is of a key that is none; so is one of an open mapping that is nearly a known key."""
    if detail["type"] in ("extra_forbidden", "missing"):
        return detail["type"] == "extra_forbidden"
    return bool(path) and isinstance(path[-1], str) and _misspelt(model, path)


def _misspelt(model: type[BaseModel], path: Path) -> bool:
    """Tell whether a key of an open mapping, of which the value is wrong, is nearly one of the known keys."""
    known = sorted(keys_at(model, path[:-1]))
    return bool(known) and path[-1] not in known and closest(str(path[-1]), known) is not None


def _unknown_key(model: type[Strict], document: Document, path: Path) -> Problem:
    key = str(path[-1])
    known = sorted(keys_at(model, path[:-1]))
    meant = meant_key(model, document.data, path)
    near = slip_of_key(key, known) or (f"did you mean '{meant}'?" if meant else nearest(key, known))
    hint = near or (f"the keys here are {listing(known, 40)}" if known else "take it out")
    if " " in key and may_be_words(model, path, known):
        message = "found several words as a key, which no key is named by"
        hint += "; if they belong to the text before them, put that text in quotes"
        return without_key(document.problem("unknown-key", path, message, hint, key=True), path)
    return document.problem("unknown-key", path, f"found the unknown key '{key}'", hint, key=True)
