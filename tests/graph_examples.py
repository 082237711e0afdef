"""A small document of invented facts with its claims, for the tests of the graph side."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from diplograph.graph.rdf import Conversion, add_vocabulary, to_quads
from diplograph.graph.reasoning import add_inferences
from diplograph.model import Claim, Document

if TYPE_CHECKING:
    from pyoxigraph import Quad

DG = "https://w3id.org/diplograph/ontology#"
DGR = "https://w3id.org/diplograph/id/"

TEXT = """= Foreign relations of Iceland =

Iceland opened an embassy in Tokyo in 2001. The British Consulate in Osaka answers to the embassy of Iceland.
Iceland signed a free trade agreement with Chile in May 2003, and talks with Peru have begun.
Iceland – World Trade Organization (1990).
Iceland is an associate of the World Customs Organization; it is a member of Interpol.
In March 2004 President Anna Eir visited Chile, where she met Prime Minister Juan Soto.
Iceland has no consulate in Peru. It will open an embassy in Kenya.
“Þór” is the name of a bay.
"""

OTHER_TEXT = """= Chile =

Chile has had a free trade agreement with Iceland since 5 May 2003. Japan hosts an embassy of Iceland.
"""


def make_document(name: str = "iceland", text: str = TEXT) -> Document:
    """Make a document of a text; the graph side needs no blocks."""
    return Document(name, f"Title of {name}", "plain", text, (), sha256(text.encode()).hexdigest(), licence="CC0-1.0")


def make_claim(kind: str, quote: str, /, document: str = "iceland", text: str = TEXT, **fields: Any) -> Claim:
    """Make a claim about a quotation of a text; ``time``, ``polarity`` and ``modality`` apart, fields are roles."""
    own = {name: fields.pop(name) for name in ("polarity", "modality", "pattern") if name in fields}
    start = text.index(quote)
    return Claim(document, kind, fields, fields.pop("time", {}), start, start + len(quote), quote, **own)


def make_claims() -> list[Claim]:
    """Make the claims of the two documents."""
    embassy = "Iceland opened an embassy in Tokyo in 2001."
    visit = "In March 2004 President Anna Eir visited Chile, where she met Prime Minister Juan Soto."
    treaty = "Iceland signed a free trade agreement with Chile in May 2003, and talks with Peru have begun."
    member = "Iceland is an associate of the World Customs Organization; it is a member of Interpol."
    consulate = "The British Consulate in Osaka answers to the embassy of Iceland."
    later = "Chile has had a free trade agreement with Iceland since 5 May 2003."
    japan = "Japan hosts an embassy of Iceland."
    other = {"document": "chile", "text": OTHER_TEXT}
    return [
        make_claim(
            "Mission", embassy, sender="Iceland", host="Japan", type="embassy", seat="Tokyo", time={"opened": "2001"}
        ),
        make_claim("Mission", consulate, sender="United Kingdom", host="Japan", type="consulate", seat="Osaka"),
        make_claim(
            "ReportingLine", consulate, subordinate="British Consulate in Osaka", superior="Embassy of Iceland in Tokyo"
        ),
        make_claim(
            "Agreement",
            treaty,
            party=["Chile", "Iceland"],
            type="free-trade",
            status="signed",
            time={"signed": "2003-05"},
        ),
        make_claim("Agreement", treaty, party=["Iceland", "Peru"], type="free-trade", status="negotiating"),
        make_claim(
            "Membership",
            "Iceland – World Trade Organization (1990).",
            member="Iceland",
            organisation="WTO",
            time={"since": "1990"},
        ),
        make_claim("Membership", member, member="Iceland", organisation="World Customs Organization", role="associate"),
        make_claim("Membership", member, member="Iceland", organisation="Interpol", role="member"),
        make_claim(
            "Visit", visit, visitor="Anna Eir", office="President", of="Iceland", host="Chile", time={"date": "2004-03"}
        ),
        make_claim("Tenure", visit, holder="Anna Eir", office="President", of="Iceland", time={"at": "2004-03"}),
        make_claim(
            "Meeting",
            visit,
            participant=["Anna Eir", "Juan Soto"],
            offices={"Juan Soto": "Prime Minister"},
            time={"date": "2004-03"},
        ),
        make_claim(
            "Mission",
            "Iceland has no consulate in Peru.",
            sender="Iceland",
            host="Peru",
            type="consulate",
            polarity="negative",
        ),
        make_claim(
            "Mission",
            "It will open an embassy in Kenya.",
            sender="Iceland",
            host="Kenya",
            type="embassy",
            status="planned",
            modality="planned",
        ),
        make_claim(
            "Agreement",
            later,
            party=["Chile", "Iceland"],
            type="free-trade",
            status="signed",
            time={"signed": "2003-05-05"},
            **other,
        ),
        make_claim("Mission", japan, sender="Iceland", host="Japan", type="embassy", status="open", **other),
    ]


def make_documents() -> list[Document]:
    """Make the two documents."""
    return [make_document(), make_document("chile", OTHER_TEXT)]


@cache
def convert_example() -> Conversion:
    """Convert the example, without the ontology's terms and without inferences."""
    return to_quads(make_claims(), make_documents())


@cache
def build_example() -> tuple[Quad, ...]:
    """Make the whole dataset of the example, inferences included."""
    return tuple(sorted(add_inferences(add_vocabulary(convert_example().quads)), key=str))
