"""Chooses the format of an answer by what the client accepts.

Source: RFC 9110, sections 12.4.2 (quality values) and 12.5.1 (Accept).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diplograph.server.messages import RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: More ranges than this are no preferences of anybody.
_MOST_RANGES = 100
_EVERYTHING = "*/*"

#: The formats of rows and of yes or no, the preferred one first; several media types may ask for one.
ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
#: The formats of graphs.
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/n-quads": "nquads",
    "application/trig": "trig",
    "text/n3": "turtle",
    "text/rdf+n3": "turtle",
    "application/x-turtle": "turtle",
    "text/plain": "ntriples",
    "application/json": "jsonld",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
}
PAGE = {"text/html": "html", "application/xhtml+xml": "html"}


class Chosen(NamedTuple):
    """A format and the media type that it is sent as."""

    media_type: str
    form: str


def choose(accept: str | None, offered: Mapping[str, str]) -> Chosen:
    """Choose what the client likes best; of what it likes equally, what is offered first.

    Args:
        accept: The header; ``None`` or "" accepts everything.
        offered: Formats by media types.

    >>> choose("text/csv;q=0.5, application/*;q=0.8", ROWS).media_type
    'application/sparql-results+json'

    Raises:
        RequestError: Nothing that is offered is accepted.
    """
    ranges = _read_ranges(accept or _EVERYTHING)
    rated = [(_rate(media_type, ranges), media_type) for media_type in offered]
    best = max(quality for quality, _ in rated)
    if best <= 0:
        raise RequestError(406, "no format that is accepted is at hand", expected=f"one of {', '.join(offered)}")
    media_type = next(media_type for quality, media_type in rated if quality == best)
    return Chosen(media_type, offered[media_type])


def accepts_gzip(header: str) -> bool:
    """Tell whether an answer may come compressed.

    >>> accepts_gzip("gzip, br"), accepts_gzip("gzip;q=0"), accepts_gzip("*")
    (True, False, True)
    """
    ranges = dict(_read_ranges(header))
    return ranges.get("gzip", ranges.get("x-gzip", ranges.get("*", 0.0))) > 0


def _read_ranges(header: str) -> list[tuple[str, float]]:
    """Read ranges with their qualities; what is none is passed over."""
    found = []
    for part in header.split(",")[:_MOST_RANGES]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            found.append((name, _read_quality(parameters)))
    return found


def _read_quality(parameters: Sequence[str]) -> float:
    """Read the quality among the parameters of a range; other parameters do not matter."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return 0.0
            return quality if 0 <= quality <= 1 else 0.0
    return 1.0


def _rate(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Rate a media type by the most specific range that it fits."""
    given = dict(ranges)
    for fitting in (media_type, f"{media_type.partition('/')[0]}/*", _EVERYTHING):
        if fitting in given:
            return given[fitting]
    return 0.0
