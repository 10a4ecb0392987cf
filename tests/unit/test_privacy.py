"""What looks like a person's own details, and what does not."""

from __future__ import annotations

import pytest

from kitemark.privacy import detail_in, details_in, heading_of

PERSONAL = ["Name", "First name", "Your name", "E-mail address", "Email", "Phone", "Mobile number", "Post code", "ZIP"]
PERSONAL += [
    "Postcode of home",
    "Address",
    "DOB",
    "Date of birth",
    "NI number",
    "NHS no.",
    "National Insurance Number",
    "Initials",
]
PERSONAL += [
    "Who is the name of your key worker?",
    "IP address",
    "Surname:",
    "If you want a reply, what is your e-mail address?",
]
HARMLESS = [
    "Timestamp",
    "Respondent ID",
    "Site name",
    "Name of service",
    "Setting",
    "How old are you?",
    "Age group",
    "Team",
]
HARMLESS += [
    "Staff here listen and try to understand what I name as important to me",
    "Comments",
    "Which street team helped you here today?",
]


def test_headings_called_after_details_are_known():
    assert [heading for heading in PERSONAL if heading_of(heading) is None] == []


def test_other_headings_are_left_alone():
    assert [heading for heading in HARMLESS if heading_of(heading)] == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("ada@example.org", "e-mail addresses"),
        ("write to ada.l+x@mail.example.co.uk please", "e-mail addresses"),
        ("SW1A 1AA", "postcodes"),
        ("near ec1v9hq", "postcodes"),
        ("AB 12 34 56 C", "national insurance numbers"),
        ("943 476 5919", "NHS numbers"),
        ("07700 900123", "phone numbers"),
        ("+44 (0)20 7946 0958", "phone numbers"),
        ("020-7946-0958", "phone numbers"),
        ("Mrs Sorrow was kind", "names"),
        ("12/03/1961", "dates of birth"),
        ("1961-03-12", "dates of birth"),
    ],
)
def test_details_are_known_by_their_form(text, what):
    assert detail_in(text, 2026) == what


@pytest.mark.parametrize(
    "text",
    [
        "2026-06-30 10:11:12",
        "30/06/2026 10:11",
        "01-02-2026 10.11.12",
        "11418756292",
        "Agree a lot",
        "5",
        "The food",
        "943 476 5918",
        "Unit 4, 12 to 14",
        "100%",
        "12:30",
        "A1",
        "Q12 b",
        "2026-06-30T10:11:12.123456",
    ],
)
def test_what_any_survey_holds_is_left_alone(text):
    assert detail_in(text, 2026) is None


def test_a_column_of_names_is_known_by_most_of_its_cells():
    assert details_in(["Ada Lovelace", "Bo Diaz", "Cy O'Neill", ""]) == ("names", 4)
    assert details_in(["North Street"] * 9) is None
    assert details_in(["Ada Lovelace", "Bo Diaz", "Cy O'Neill"], free=False) is None
    assert details_in(["9434765919", "9434765870", "4010232137"]) == ("NHS numbers", 3)
