"""How far assessors agree: of what counts, scale by scale, with few ratings told raw and talks told apart."""

from __future__ import annotations

import json
from fractions import Fraction

from panel import judged, pack, standard

import kitemark
from kitemark.moderation import agreement, kappa
from kitemark.moderation.agreement import Agreement
from kitemark.render.agreeing import agreement_json, agreement_outline
from kitemark.render.outline import outline_markdown, outline_text

TEN = {f"p{n}": n % 4 for n in range(10)}
OTHER = {f"p{n}": (n * n) % 4 for n in range(10)}


def found(assessment: kitemark.Assessment, **keys: object) -> Agreement:
    return agreement(kitemark.evaluate(standard(**keys), assessment))


def text(one: Agreement) -> str:
    return " ".join(outline_text(agreement_outline(one)).split())


def test_ten_criteria_rated_twice_have_coefficients_and_nine_have_none() -> None:
    ten = found(pack(judged("Ada", TEN), judged("Bo", OTHER)))
    [scale] = ten.standing.scales
    assert scale.told
    assert scale.kappa == kappa([(TEN[name], OTHER[name]) for name in TEN])
    assert scale.alpha is not None
    nine = found(pack(judged("Ada", dict(list(TEN.items())[:9])), judged("Bo", OTHER)))
    [scale] = nine.standing.scales
    assert (scale.told, scale.kappa, scale.alpha) == (False, None, None)
    assert "alpha" not in text(nine)
    assert "Fewer than ten criteria were rated twice" in text(nine)
    assert "0.667" in text(ten)
    assert "no rule of this standard" in text(ten)


def test_raw_agreement_counts_criteria_for_two_and_pairs_for_more() -> None:
    two = found(pack(judged("Ada", {"p0": 0, "p1": 1, "p2": 2}), judged("Bo", {"p0": 0, "p1": 2, "p2": 0})))
    [scale] = two.standing.scales
    assert (scale.twice, scale.pairs, scale.exact, scale.near) == (3, 3, 1, 2)
    assert "The same in 1 of 3 criteria (33.3…%), within one step in 2 (66.6…%)." in text(two)
    three = found(pack(*(judged(name, {"p0": said}) for name, said in (("Ada", 0), ("Bo", 1), ("Cy", 1)))))
    [scale] = three.standing.scales
    assert (scale.twice, scale.pairs, scale.exact, scale.near) == (1, 3, 1, 3)
    assert "pairs of ratings" in text(three)


def test_kappa_is_for_two_and_alpha_for_any_number() -> None:
    three = found(pack(judged("Ada", TEN), judged("Bo", OTHER), judged("Cy", {"p0": 1})))
    [scale] = three.standing.scales
    assert scale.kappa is None
    assert scale.alpha is not None


def test_each_scale_is_told_apart_and_steps_are_of_its_own() -> None:
    one = found(pack(judged("Ada", {"p0": 0, "share": 50}), judged("Bo", {"p0": 2, "share": 55})))
    assert [(scale.scale.id, scale.exact, scale.near) for scale in one.standing.scales] == [
        ("practice", 0, 0),
        ("percent", 0, 1),
    ]
    assert "On the scale 'percent'" in text(one)


def test_where_lower_is_better_a_step_is_a_step() -> None:
    faults = {
        "sections": [{"id": "F", "title": "F", "scale": "faults", "criteria": [{"id": "f", "title": "F"}]}],
        "levels": [{"id": "one", "title": "One", "requires": [{"each": ["f"], "at_most": 4}]}],
    }
    one = found(pack(judged("Ada", {"f": 9}), judged("Bo", {"f": 0})), **faults)
    assert one.splits[0].apart == 2
    assert [level.id for level in one.splits[0].between] == ["one"]


def test_roles_that_do_not_count_are_left_out_and_told() -> None:
    self_rated = judged("Head", {"p0": 3}, role="self")
    one = found(pack(judged("Ada", {"p0": 0}), judged("Bo", {"p0": 0}), self_rated))
    assert one.standing.scales[0].exact == one.standing.scales[0].pairs == 1
    assert "Thriving by Head does not count" in text(one)


def test_who_talked_has_two_agreements_and_the_first_is_what_they_said_apart() -> None:
    apart = [judged("Ada", {"p2": 0}), judged("Bo", {"p2": 3})]
    later = [judged(name, {"p2": 1}, date="2026-10-01", because="Agreed.") for name in ("Ada", "Bo")]
    one = found(pack(*apart, *later))
    assert one.first is not None
    assert one.first.scales[0].exact == 0
    assert one.standing.scales[0].exact == 1
    assert one.splits == ()
    assert found(pack(*apart)).first is None


def test_marks_of_not_applicable_are_counted_apart() -> None:
    one = found(pack(judged("Ada", {"p5": None, "p6": None, "p7": 1}), judged("Bo", {"p5": None, "p6": 2, "p7": 1})))
    assert [item.criterion.id for item in one.standing.marked] == ["p5", "p6"]
    assert one.standing.scales[0].pairs == 1
    [split] = one.splits
    assert (split.criterion.id, split.applies) == ("p6", True)


def test_json_says_what_the_text_says_with_kappa_exact() -> None:
    one = found(pack(judged("Ada", TEN), judged("Bo", OTHER)))
    data = json.loads(agreement_json(one))
    [scale] = data["standing"]["scales"]
    exact = one.standing.scales[0].kappa
    assert exact is not None
    assert Fraction(scale["kappa"]["linear"]) == exact.linear
    assert (scale["pairs"], scale["same"]) == (10, one.standing.scales[0].exact)
    assert [split["criterion"] for split in data["splits"]] == [split.criterion.id for split in one.splits]


def test_no_name_or_reason_steers_a_page() -> None:
    evil = judged("<b>*Ada*</b>\x1b[31m", {"p0": 0}, because="[x](javascript:1) | \u202eyes")
    one = found(pack(evil, judged("Bo", {"p0": 3})))
    markdown, shown = outline_markdown(agreement_outline(one)), outline_text(agreement_outline(one))
    assert "<b>" not in markdown
    assert "[x](" not in markdown
    assert "\x1b" not in shown + markdown
    assert "\u202e" not in shown + markdown
