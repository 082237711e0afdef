"""The colours of things by what they are; facts share one, so that things stand out."""

from __future__ import annotations

#: Colours that can be told apart in print and by most of those who see colours differently, on white and on black.
COLOURS = {
    "Territory": "#3b7dd8",
    "Organisation": "#2a9d6f",
    "Person": "#d9822b",
    "Office": "#b0882b",
    "Mission": "#8a63c9",
    "Topic": "#7c8794",
    "OfficeTitle": "#7c8794",
    "Agent": "#7c8794",
}
#: The colour of facts.
OTHER = "#c2557a"


def choose_colour(group: str) -> str:
    """Give the colour of a group, as ``#rrggbb``."""
    return COLOURS.get(group, OTHER)
