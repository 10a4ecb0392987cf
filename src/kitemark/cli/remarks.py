"""Remarks on a pack that can be assessed and is hardly meant as it is: they change no level, and no exit status."""

from __future__ import annotations

import filecmp
import pathlib
import re
import shlex

from kitemark.assessment import Assessment
from kitemark.cli.output import remark
from kitemark.explain import roles_that_count
from kitemark.explain.words import day
from kitemark.model.fields import found
from kitemark.named_standard import straight
from kitemark.problems import nearest
from kitemark.reading import Document, Path
from kitemark.result import Result
from kitemark.standard import Standard, is_bundled

_MOST_ROLES = 5
"""Most roles that are told one by one."""
_TOP = 16_000
"""Bytes at the top of a standard's file in which its id is looked for."""
_ID = re.compile(rb"""^id[ \t]*:[ \t]*["']?([a-z0-9-]+)""", re.MULTILINE)


def warn_of_roles(result: Result) -> None:
    """Say which judgements count for nothing, as the standard names roles and theirs is none of these."""
    rules, document = result.standard.rules, result.assessment.document
    places: dict[str, list[Path]] = {}
    units = (((*unit.party.path[:2], "judgements"), unit.party) for unit in result.outcome.units)
    for above, party in ((("judgements",), result.outcome.party), *units):
        for judgement in (one.judgement for one in party.set_aside if one.why == "role"):
            path = (*above, judgement.place)
            places.setdefault(judgement.role or "", []).append((*path, "role") if judgement.role else path)
    for role, paths in list(places.items())[:_MOST_ROLES]:
        hint = nearest(role, rules.judgements.roles or ()) if role else "write in which role each is judged"
        has = f"in the role {found(role)}" if role else "without a role"
        one = len(paths) == 1
        are = "1 judgement is" if one else f"{len(paths)} judgements, the first of them here, are"
        why = f"and so {'counts' if one else 'count'} for nothing: {roles_that_count(rules)}"
        remark(f"{_place(document, paths[0])}: {are} {has} {why}" + (f"; {hint}" if hint else ""))
    if len(places) > _MOST_ROLES:
        remark(f"{document.name}: and {len(places) - _MOST_ROLES} more roles that do not count")


def _place(document: Document, path: Path) -> str:
    place = document.problem("", path, "", "")
    return f"{place.file}: {place.path}" if place.tab is not None else f"{place.file}:{place.line}"


def warn_of_force(result: Result) -> None:
    """Say where a pack is assessed as of a day on which its version of the standard is not, or no longer, in force."""
    standard, date = result.standard, result.assessment.date
    force = standard.model.effective
    if force is None or (force.from_ <= date and (force.until is None or date <= force.until)):
        return
    until = f" until {day(force.until)}" if force.until is not None else ""
    remark(
        f"as of {day(date)}, and {standard.id} {standard.version} is in force from {day(force.from_)}{until}: the "
        "level is this version's all the same; name another version with --standard if that is the one that counts"
    )


def warn_of_copy(assessment: Assessment, standard: Standard) -> None:
    """Say where a changed copy of a bundled standard lies by a pack that is assessed by the bundled one.

    Only the pack's folder and the one above are looked at, and of a file there no more than its top.
    """
    folder = assessment.document.folder
    if assessment.standard is None or folder is None or not is_bundled(assessment.standard):
        return
    for near in (folder, folder / ".."):
        file = straight(near) / "standard.yaml"
        if _is_copy(file, standard):
            name = shlex.quote(_called(file.parent))
            remark(
                f"assessed by the bundled {standard.id} {standard.version}, and not by {file}, which has the same id "
                f"and another text; name it with --standard {name}"
            )
            return


def _is_copy(file: pathlib.Path, standard: Standard) -> bool:
    """Tell whether a file is a standard of the same id and another text; one that cannot be read is none."""
    try:
        if not file.is_file():
            return False
        with file.open("rb") as opened:
            named = _ID.search(opened.read(_TOP))
        same = any(filecmp.cmp(file, other, shallow=False) for other in standard.files)
    except (OSError, ValueError):
        return False
    return named is not None and named[1] == standard.id.encode() and not same


def _called(folder: pathlib.Path) -> str:
    """Give a folder's name as a call takes it: a bundled id goes before a folder of that name."""
    return f"./{folder}" if is_bundled(str(folder)) else str(folder)
