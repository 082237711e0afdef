"""What explains a link: it speaks of what is linked, and no sentence of the article goes on from it."""

from __future__ import annotations

import pytest

from diplograph.documents import parse_document
from diplograph.model import Claim
from diplograph.text.extract import extract_claims

HEAD = "Foreign relations of Chile\n   HOME\n\nTheInfoList\n\n\nOR:\n\n"


def read(text: str) -> list[Claim]:
    return extract_claims(parse_document(HEAD + text, "chile.txt")[0])


@pytest.mark.parametrize(
    ("gloss", "expected"),
    [
        ("Jens Brekke (4 May 1851 – 6 July 1931) was a painter ...", {"birth": "1851-05-04", "death": "1931-07-06"}),
        ("Jens Olav Brekke ( , ; 1851–1931) was a painter ...", {"birth": "1851", "death": "1931"}),
        ("Jens Brekke (born 4 May 1951) is a painter ...", {"birth": "1951-05-04"}),
        ("Jens Brekke (明) (died 6 July 904) was a painter ...", {"death": "0904-07-06"}),
        ("Jens Brekke (in office 1851–1931) was a painter ...", {}),
        ("Jens Brekke is a painter who travelled (1901–1931) in Peru ...", {}),
    ],
)
def test_a_gloss_states_the_life_of_the_person_that_it_explains(gloss: str, expected: dict[str, str]) -> None:
    claims = read(f"Many people thought of\nJens Brekke {gloss}\nat that time.\n")
    assert {str(claim.roles["type"]): claim.time["date"] for claim in claims if claim.kind == "Event"} == expected


def test_two_dates_behind_a_name_in_the_article_itself_may_be_a_reign() -> None:
    assert [claim.kind for claim in read("King Jens Brekke (1851–1931) was a painter.\n")] == ["Tenure"]


def test_the_article_goes_on_where_it_stood_before_the_gloss() -> None:
    visit = "In 1990, President Patricio Aylwin of Chile visited Peru on the invitation of the\n"
    gloss = "painter King Harald Brekke (born 4 May 1951) is a king who lives in Bolivia ...\n"
    claims = read(f"{visit}{gloss}.\n\nHe met Alberto Fujimori.\n")
    meetings = [claim.roles["participant"] for claim in claims if claim.kind == "Meeting"]
    assert meetings == [["Alberto Fujimori", "Patricio Aylwin"]]
