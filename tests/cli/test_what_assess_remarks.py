"""What can be assessed and is hardly meant is told beside the answer, and changes nothing of it."""

from __future__ import annotations

import datetime
import os
import shutil

import yaml
from command import EXAMPLES, HARBOUR, PACK, STANDARD, pack, run

ROLES = {**STANDARD, "judgements": {"roles": ["independent", "peer"]}}
JUDGED = {"criterion": "a", "rating": 1, "because": "Seen."}


def judged(folder, *roles, **more):
    judgements = [{**JUDGED, "assessor": f"A{n}"} | ({"role": role} if role else {}) for n, role in enumerate(roles)]
    path = pack(folder, judgements=judgements, **more)
    (folder / "standard.yaml").write_text(yaml.safe_dump(ROLES, sort_keys=False), "utf-8")
    return path


def remarks(path, *more):
    answer = run("assess", path, *more)
    assert answer.returncode == 0, answer
    return answer.stderr.splitlines()


# -- roles --------------------------------------------------------------------------------------


def test_a_role_that_does_not_count_is_told_once_with_how_many_where_and_the_one_that_is_near(tmp_path):
    path = judged(tmp_path, "Independent", "peer", "outside", "Independent", None)
    lines = path.read_text("utf-8").splitlines()
    near, far, none = remarks(path)
    first = next(n for n, line in enumerate(lines, 1) if "role: Independent" in line)
    assert near.startswith(f"kitemark: {path}:{first}: 2 judgements, the first of them here, are in the role ")
    assert "count for nothing: only the roles 'independent' and 'peer' count; did you mean 'independent'?" in near
    assert "1 judgement is in the role 'outside' and so counts for nothing" in far
    assert "did you mean" not in far
    assert "1 judgement is without a role and so counts for nothing" in none


def test_nothing_is_said_of_roles_that_count_nor_where_the_standard_names_none(tmp_path):
    assert remarks(judged(tmp_path, "independent", "peer")) == []
    assert remarks(pack(tmp_path, judgements=[{**JUDGED, "assessor": "A", "role": "anybody"}])) == []


def test_of_a_unit_the_line_is_the_units_own(tmp_path):
    unit = {"id": "north", "judgements": [{**JUDGED, "assessor": "A", "role": "nobody"}]}
    path = judged(tmp_path, "peer", units=[unit])
    (line,) = remarks(path)
    place = next(n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "role: nobody" in text)
    assert line.startswith(f"kitemark: {path}:{place}: 1 judgement is in the role 'nobody'")


def test_in_a_workbook_the_cell_is_named(tmp_path):
    book = tmp_path / "pack.xlsx"
    assert run("sheet", judged(tmp_path, "Peer"), "-o", book).returncode == 0
    (line,) = remarks(book)
    assert line.startswith(f"kitemark: {book}: Judgements!E2: 1 judgement is in the role 'Peer'")


def test_many_roles_that_do_not_count_are_not_all_told(tmp_path):
    lines = remarks(judged(tmp_path, *(f"role-{n}" for n in range(9))))
    assert len(lines) == 6
    assert lines[-1].endswith("and 4 more roles that do not count")


# -- copies -------------------------------------------------------------------------------------


def copied(folder, name="ccopy"):
    return shutil.copytree(EXAMPLES.parent, folder / name)


def test_a_changed_copy_of_the_bundled_standard_that_is_not_used_is_told_with_how_to_use_it(tmp_path):
    copy = copied(tmp_path)
    file = copy / "examples" / HARBOUR.name
    assert remarks(file) == []  # byte for byte the same
    standard = copy / "standard.yaml"
    standard.write_text(standard.read_text("utf-8").replace("bronze: 15%", "bronze: 16%"), "utf-8")
    (line,) = remarks(file)
    assert f"assessed by the bundled customer-care 1.0.0, and not by {standard}, which has the same id" in line
    assert line.endswith(f"; name it with --standard {copy}")
    assert remarks(file, "--standard", copy) == []
    beside = copy / "pack.yaml"
    beside.write_text(file.read_text("utf-8").replace("table: ", "table: examples/"), "utf-8")
    assert remarks(beside) == [line]


def test_a_file_that_is_no_standard_of_this_id_is_passed_over(tmp_path):
    file = copied(tmp_path) / "examples" / HARBOUR.name
    standard = file.parent.parent / "standard.yaml"
    for text in ("", "id: another\n", "\x00", "title: x\n  id: customer-care\n"):
        standard.write_text(text, "utf-8")
        assert remarks(file) == []
    standard.unlink()
    os.mkfifo(standard)
    assert remarks(file) == []
    standard.unlink()
    standard.mkdir()
    assert remarks(file) == []


def test_a_pack_that_names_a_path_is_assessed_by_that_and_nothing_is_said(tmp_path):
    assert remarks(pack(tmp_path, standard=PACK["standard"])) == []


# -- a version that is not in force -------------------------------------------------------------


def in_force(folder, **force):
    path = pack(folder)
    (folder / "standard.yaml").write_text(yaml.safe_dump({**STANDARD, "effective": force}, sort_keys=False), "utf-8")
    return path


def test_a_day_before_or_after_a_version_is_in_force_is_remarked_on(tmp_path):
    day = datetime.date.fromisoformat(PACK["date"])
    near = datetime.timedelta(days=1)
    for force in ({"from": day + near}, {"from": day - 2 * near, "until": day - near}):
        (line,) = remarks(in_force(tmp_path, **force))
        assert f"in force from {force['from'].day} {force['from']:%B %Y}" in line
        assert (" until " in line) is ("until" in force)
        assert "the level is this version's all the same" in line


def test_on_its_first_and_last_day_a_version_is_in_force(tmp_path):
    day = datetime.date.fromisoformat(PACK["date"])
    for force in ({"from": day}, {"from": day, "until": day}):
        assert remarks(in_force(tmp_path, **force)) == []
