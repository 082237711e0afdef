"""Tests of the titles of agreements, seen through the mentions of sentences."""

from __future__ import annotations

import pytest

from diplograph.text.annotate import Mention
from diplograph.text.discourse import Discourse
from diplograph.text.mentions import find_mentions
from diplograph.text.patterns import bundled_library
from diplograph.text.tools import tools_for


def agreements_in(text: str) -> list[Mention]:
    """List the agreements that a sentence names."""
    tools = tools_for(bundled_library())
    return [m for m in find_mentions(text, 0, len(text), tools, Discourse()) if m.cls == "agreement"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("They signed the Agreement on Lighthouses and Buoys in 1990.", "Agreement on Lighthouses and Buoys"),
        (
            "They signed the Treaty on Friendship, Cooperation, and Shipping.",
            "Treaty on Friendship, Cooperation, and Shipping",
        ),
        ("They signed the Treaty of Friendship and Co-operation.", "Treaty of Friendship and Co-operation"),
        ("They signed the Birch Bay Accords.", "Birch Bay Accords"),
        ("They signed the Fishing, Whaling and Good Harbour Agreement.", "Fishing, Whaling and Good Harbour Agreement"),
        ("By the Treaty of 1851 the straits were opened.", "Treaty of 1851"),
        ("The Border Treaty of 1851 opened the straits.", "Border Treaty of 1851"),
    ],
)
def test_title_is_taken_in(text: str, title: str) -> None:
    assert [mention.get("title") for mention in agreements_in(text)] == [title]


def test_matter_is_what_follows_on() -> None:
    (mention,) = agreements_in("The Protocol on Lighthouses was renewed.")
    assert mention.get("subject") == "Lighthouses"


@pytest.mark.parametrize(
    "text",
    [
        "In Monday's talks an agreement on lighthouses was reached.",
        "They signed a memorandum of understanding.",
        "They signed a Memorandum of Understanding.",
    ],
)
def test_form_alone_is_no_title(text: str) -> None:
    assert [mention.get("title") for mention in agreements_in(text)] == [""]


def test_title_ends_before_other_names() -> None:
    found = agreements_in("They signed the Agreement on Lighthouses with Norway and Tax Treaty with Chile.")
    assert [mention.get("title") for mention in found] == ["Agreement on Lighthouses", "Tax Treaty"]
