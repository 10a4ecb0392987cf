"""Ids that look like people: a name, an address, a number by which somebody could be found."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\Z")
_PHONE = re.compile(r"(?:\+\d[\d ().-]{7,}|\(?0[1-35789][\d ().-]{7,})\Z")
_LEAST_PHONE, _MOST_PHONE = 9, 15
_INSURANCE = re.compile(r"[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\Z", re.IGNORECASE)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?(?P<gap> ?)\d[A-Z]{2}\Z", re.IGNORECASE)
_SHORTEST_POSTCODE = 6
"""Fewest signs of a postcode without a blank that is taken for one: shorter ones look like any reference."""
_PATIENT = re.compile(r"\d{3}[ -]\d{3}[ -]\d{4}\Z")
_BIRTH = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}\Z")
_SHORTEST_NAME = 3


def looks_like(text: str) -> str | None:
    """Give what of a person an id looks like, in words, or None.

    A guess by the form alone, on the side of caution: an id with a name in it must never
    reach a sample that is printed, and a list can be numbered again.
    """
    if _EMAIL.match(text):
        return "an email address"
    if _INSURANCE.match(text):
        return "a National Insurance number"
    if _PATIENT.match(text):
        return "a patient's number"
    if _BIRTH.match(text):
        return "a date of birth"
    if _is_postcode(text):
        return "a postcode"
    if _PHONE.match(text) and _LEAST_PHONE < sum(map(str.isdigit, text)) <= _MOST_PHONE:
        return "a phone number"
    return "a name" if _is_name(text) else None


def _is_postcode(text: str) -> bool:
    found = _POSTCODE.match(text)
    return found is not None and (bool(found["gap"]) or len(text) >= _SHORTEST_POSTCODE)


def _is_name(text: str) -> bool:
    """Tell whether an id is made of words alone: two of them, or one with a capital first."""
    words = [word.strip(".'’-") for word in re.split(r"[\s,;]+", text) if word.strip(".'’-")]
    if not all(re.sub(r"['’-]", "", word).isalpha() for word in words):
        return False
    if len(words) > 1:
        return max(map(len, words)) >= _SHORTEST_NAME
    return len(words) == 1 and len(words[0]) >= _SHORTEST_NAME and words[0].istitle()
