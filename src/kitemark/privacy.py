"""What looks like a person's own details: patterns for headings, for what stands below them, and for ids.

They are for refusing data that no pack should hold, and none is sure. What they match is never repeated:
they give a word for the kind of detail, such as "phone numbers".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_HEADINGS = (
    ("names", r"name|names|surname|forename|firstname|lastname|fullname|initials|nickname|signature|signed by"),
    ("e-mail addresses", r"email|emails|e mail|e mails|mail address"),
    ("phone numbers", r"phone|phones|telephone|tel|mobile|landline|whatsapp|contact number|phone number"),
    ("postcodes", r"postcode|postcodes|post code|zip|zipcode|zip code"),
    ("addresses", r"address|home address|street|house number|ip address"),
    ("dates of birth", r"dob|d o b|birthday|birthdate|birth date|date of birth|born"),
    ("national insurance numbers", r"nino|ni number|ni no|national insurance|national insurance number"),
    ("NHS numbers", r"nhs|nhs number|nhs no"),
)
_SHORT = 6
"""Most words of a heading that is a label and not a question."""
_NO_PERSONS = re.compile(
    r"\b(site|service|team|organisation|organization|department|project|centre|center|building|group|branch|survey)\b"
)
"""Whose names are no persons' names."""
_ASKED = re.compile(
    r"\b(?:your|their|his|her|worker s|workers|staff member s) (?:own |full |first |last |home |contact |mobile |e )*"
    r"(?:name|surname|email|mail|phone|telephone|mobile|number|postcode|post code|address|date of birth|birthday)\b"
    r"|\bname of (?:your |the |their )*(?:key ?worker|worker|support worker|case ?worker|member of staff|staff)\b"
)

_EMAIL = re.compile(r"[^\s@]@[^\s@]+\.[^\s@.]{2,}")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s?[0-9][A-Z]{2}\b", re.IGNORECASE)
_INSURED = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?[0-9]{2}\s?[0-9]{2}\s?[0-9]{2}\s?[A-D]\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.])(?:\+[0-9]{1,3}[\s().-]{0,3}|\(?0)[1-9](?:[\s().-]{0,2}[0-9]){8,12}(?!\w)")
_DAY = re.compile(
    r"\b(?:([12][0-9]{3})[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./]([12][0-9]{3}|[0-9]{2}))\b"
)
_HEALTH = re.compile(r"(?<![0-9])[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}(?![0-9])")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Prof)\.?\s+[A-Z]")
_NAMED = re.compile(r"[A-Z][a-z'\u2019-]+(?: [A-Z]\.?)?(?: [A-Z][a-z'\u2019A-Z-]+){1,2}\Z")
_YEARS = 10
"""A day so many years before a survey is no day of that survey."""
_FEWEST_NAMES = 3
_SHORTEST_NAME = 3
_SHORTEST_POSTCODE = 6
"""Fewest signs of an id without a blank that is taken for a postcode: shorter ones look like any reference."""


def heading_of(text: str) -> str | None:
    """Give what stands below a heading that is called after people's details, in words, or None."""
    words = " ".join(re.findall(r"[a-z0-9]+", text.casefold()))
    if _ASKED.search(words):
        return "people's details"
    if len(words.split()) > _SHORT:
        return None
    for what, pattern in _HEADINGS:
        if re.search(rf"\b(?:{pattern})\b", words) and not (what == "names" and _NO_PERSONS.search(words)):
            return what
    return None


def is_of_no_person(text: str) -> bool:
    """Tell whether a heading speaks of sites, teams and the like, which have names, too."""
    return _NO_PERSONS.search(text.casefold()) is not None


def detail_in(text: str, year: int | None = None) -> str | None:
    """Give what kind of a person's detail a text seems to hold, in words, or None.

    With `year` a day long before it is taken for a date of birth.
    """
    if _EMAIL.search(text):
        return "e-mail addresses"
    if _INSURED.search(text):
        return "national insurance numbers"
    if _POSTCODE.search(text):
        return "postcodes"
    if any(_is_health_number(found[0]) for found in _HEALTH.finditer(text)):
        return "NHS numbers"
    if year is not None and any(_year(found) < year - _YEARS for found in _DAY.finditer(text)):
        return "dates of birth"
    if _PHONE.search(_DAY.sub(" ", text)):
        return "phone numbers"
    return "names" if _TITLED.search(text) else None


def identity_in(text: str) -> str | None:
    """Give what of a person an id looks like, in words, or None.

    An id stands for one file, so that more of them are refused than of what people answer: one that is a name and
    nothing else, or a day with its year last. One within a longer reference is left alone.
    """
    if re.fullmatch(r"[^\s@]+@[^\s@]+", text):
        return "an e-mail address"
    day = _DAY.fullmatch(text)
    if day is not None and len(day[2] or "") == 4:
        return "a date of birth"
    for what, pattern in (
        ("a national insurance number", _INSURED),
        ("an NHS number", _HEALTH),
        ("a postcode", _POSTCODE),
        ("a phone number", _PHONE),
    ):
        if pattern.fullmatch(text) and (pattern is not _POSTCODE or " " in text or len(text) >= _SHORTEST_POSTCODE):
            return what
    return "a name" if _is_name(text) else None


def _is_name(text: str) -> bool:
    """Tell whether an id is made of words alone: two of them, or one with a capital first."""
    words = [word.strip(".'\u2019-") for word in re.split(r"[\s,;]+", text) if word.strip(".'\u2019-")]
    if not all(re.sub(r"['\u2019-]", "", word).isalpha() for word in words):
        return False
    if len(words) > 1:
        return max(map(len, words)) >= _SHORTEST_NAME
    return len(words) == 1 and len(words[0]) >= _SHORTEST_NAME and words[0].istitle()


def details_in(texts: Sequence[str], year: int | None = None, *, free: bool = True) -> tuple[str, int] | None:
    """Give what kind of details a column seems to hold and in how many cells, or None.

    `free` columns are those of which nobody has said what may stand there: they may be full of names.
    """
    found = [what for text in texts if (what := detail_in(text, year))]
    if found:
        return found[0], len(found)
    if not free:
        return None
    numbers = [text for text in texts if re.fullmatch(r"[0-9]{10}", text)]
    if len(numbers) >= _FEWEST_NAMES and len(numbers) == len(texts) and all(map(_is_health_number, numbers)):
        return "NHS numbers", len(numbers)
    return ("names", len(texts)) if _are_names(texts) else None


def _are_names(texts: Sequence[str]) -> bool:
    """Tell whether most of the texts are written as names are, and several are different."""
    named = [text for text in texts if _NAMED.match(text)]
    return 2 * len(named) > len(texts) and len(set(named)) >= _FEWEST_NAMES


def _year(found: re.Match[str]) -> int:
    year = int(found[1] or found[2])
    return year if year >= 100 else 9999  # two digits may be of either century


def _is_health_number(text: str) -> bool:
    """Tell whether ten digits end as an NHS number does: by the weighted sum of the others, modulo 11."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    return _check(digits[:9]) == digits[9]


def _check(digits: Iterable[int]) -> int:
    rest = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11
    return 0 if rest == 11 else rest
