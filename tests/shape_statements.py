"""What may be said: odd, worth knowing, sound and faulty statements, for the tests of the shapes."""

from __future__ import annotations

#: Entities that the statements below are about.
WORLD = """
:ada a dg:Person . :bob a dg:Person . :chair a dg:Office . :deputy a dg:Office .
:club a dg:Organisation ; dg:established "1995"^^xsd:gYear, "1990"^^xsd:gYear ; dg:dissolved "2000"^^xsd:gYear .
:x a dg:State ; dg:independent "1960-08-01"^^xsd:date . :y a dg:State .
:old a dg:State ; dg:established "1922"^^xsd:gYear ; dg:dissolved "1991"^^xsd:gYear .
:sub a dg:Territory ; dg:partOf :y . :city a dg:Place ; dg:partOf :x .
:disputed a dg:Territory ; dg:claimedBy :y . :port a dg:Place ; dg:partOf :disputed .
"""


def _bounds(earliest: str, latest: str) -> str:
    return f'dg:earliest "{earliest}"^^xsd:date ; dg:latest "{latest}"^^xsd:date'


def _on(day: str) -> str:
    return f'dg:date "{day}"^^xsd:date ; dg:edtf "{day}" ; {_bounds(day, day)}'


def _year(name: str, year: str) -> str:
    return f'dg:{name} "{year}"^^xsd:gYear'


def _from_to(earliest: str, latest: str) -> str:
    return f'dg:date "{earliest}/{latest}" ; {_bounds(earliest, latest)}'


def _life(*events: tuple[str, str]) -> str:
    """Give ``:it`` lifecycle events, each a class and a day."""
    parts = [f":e{n} a dg:{kind} ; {_on(day)} . :it dg:lifecycleEvent :e{n} ." for n, (kind, day) in enumerate(events)]
    return " ".join(parts)


RELATION = ":it a dg:DiplomaticRelation ; dg:relatedParty :x, :y ."
OLD_RELATION = ":it a dg:DiplomaticRelation ; dg:relatedParty :x, :old ."
MISSION = ":it a dg:Embassy ; dg:sender :x ; dg:host :y"
AGREEMENT = ":it a dg:FreeTradeAgreement ; dg:party :x, :y ."
VISIT = ":it a dg:Visit ; dg:visitor :ada ; dg:host :y"
OTHER_VISIT = ":other a dg:Visit ; dg:visitor :ada ; dg:host :x"
MEETING = ":it a dg:Meeting ; dg:participant :ada, :bob"
MEMBER = ":it a dg:Membership ; dg:member :x ; dg:organisation :club"
LINE = ":it a dg:ReportingLine ; dg:subordinate :deputy ; dg:superior"
TRADE = ":it a dg:TradeRelation ; dg:tradeMeasure dg:tradeMeasure-exports ; dg:reporter :x ; dg:partner"
STATUS = ":it a dg:Status ; dg:status dg:territorialStatus-colony ; dg:territory :sub ; dg:sovereign"
TERM = f"{_year('since', '1990')} ; {_year('until', '1994')} ; {_bounds('1990-01-01', '1994-12-31')}"
TENURE = f"a dg:Tenure ; dg:office :chair ; {TERM} ; dg:holder"

NONE = ":no a dg:NoDiplomaticRelation ; dg:partyWithout :x, :y ."
RECOGNITION = ":it a dg:Recognition ; dg:recogniser :y ; dg:recognised :x ; dg:grantor :y ."
PREMIER = ":chair dg:title :premier . :premier a dg:OfficeTitle ; dg:officeKind dg:officeKind-head-of-government ."


def _trade(measure: str, amount: str) -> str:
    code = f"dg:tradeMeasure dg:tradeMeasure-{measure}"
    return f'a dg:TradeRelation ; {code} ; dg:reporter :x ; dg:partner :y ; dg:amount {amount} ; dg:unit "USD" ; {_year("at", "2010")}'


def _counted(amount: int, measure: str, *named: str) -> str:
    """State a number in a document that names some things."""
    source = "dg:kind dg:Fact ; dg:polarity dg:positive ; dg:modality dg:asserted ; prov:hadPrimarySource :text"
    span = f':s a :Span ; oa:exact "x" ; nif:beginIndex 0 ; nif:endIndex 1 . :text dg:sha256 "{"0" * 64}" .'
    claims = [f":c{n} a dg:Claim ; {source} ; prov:wasQuotedFrom :s ; dg:about :f{n} ." for n in range(len(named) + 1)]
    facts = [f":f{number} {fact} ." for number, fact in enumerate(named, start=1)]
    count = f':f0 a dg:Observation ; dg:observedSubject :x ; dg:measure "{measure}" ; dg:amount {amount} .'
    return " ".join([span, count, *claims, *facts])


def _member_of(name: str) -> str:
    return f"a dg:Membership ; dg:member :x ; dg:organisation :{name} . :{name} a dg:Organisation"


OFFICES = ("a dg:Embassy ; dg:sender :x ; dg:host :y", "a dg:Embassy ; dg:sender :x ; dg:host :old")
TYPES = ' :f1 dg:missionType :embassy . :f2 dg:missionType :embassy . :embassy skos:notation "embassy" .'

AMBASSADOR = ':envoy a dg:Office ; dg:officeOf :x ; rdfs:label "Ambassador to y of x" .'
EMBASSY = f"{MISSION} ; dg:missionType dg:missionType-embassy .".replace(":it", ":house") + (
    f" :house dg:lifecycleEvent :begun . :begun a dg:Opening ; {_on('1973-05-01')} ."
)
TIE = "a dg:DiplomaticRelation ; dg:relatedParty :x, :y"
TIE_TO_OLD = "a dg:DiplomaticRelation ; dg:relatedParty :x, :old"
ENDED = f" :f2 dg:lifecycleEvent :over . :over a dg:Severance ; {_on('1980-01-01')} ."

#: What is said, and a part of the message that it must give.
ODD = [
    (
        ":it a dg:Event, dg:Death ; dg:actor :bob . :bob owl:differentFrom :ada .",
        "bob is kept apart from another ada: what is said of the two does not fit into one life",
    ),
    (f"{MISSION} ." + _life(("Opening", "1960-07-01")), "opened (1960-07-01) before x became independent"),
    (f"{MISSION} ; {_year('at', '1990')} ." + _life(("Closing", "1980-01-01")), "there in 1990, although it closed"),
    (
        f"{MISSION} ." + _life(("Opening", "1980-01-01"), ("Closing", "1980-01-01")),
        "opened and to have closed on the same date (1980-01-01)",
    ),
    (
        f"{MISSION} ." + _life(("Opening", "1970-01-01")) + " :r a dg:DiplomaticRelation ; dg:relatedParty :x, :y ; "
        f"dg:lifecycleEvent :made . :made a dg:Establishment ; {_on('1972-01-01')} .",
        "opened (1970-01-01) before relations were established (1972-01-01)",
    ),
    (":it a dg:Embassy ; dg:sender :hk ; dg:host :y . :hk a dg:SpecialAdministrativeRegion .", "hk is no state"),
    (
        RELATION + _life(("Restoration", "1970-01-01"), ("Severance", "1975-01-01")),
        "restored (1970-01-01) before they were severed or suspended (1975-01-01)",
    ),
    (f"{NONE} {RELATION}", "none, but elsewhere to be relations: it"),
    (RECOGNITION + _life(("ActOfRecognition", "1959-01-01")), "of 1959, before x became independent"),
    (
        RECOGNITION + _life(("ActOfRecognition", "1970-01-01"), ("Withdrawal", "1965-01-01")),
        "withdrawn (1965-01-01) before it was given (1970-01-01)",
    ),
    (f":it {_year('since', '1950')} ; {_member_of('union')} .", "1950, before x became independent"),
    (AGREEMENT + _life(("Signing", "1955-01-01")), "of 1955, before x became independent"),
    (
        ":it a dg:FreeTradeAgreement ; dg:party :y, :old ." + _life(("Signing", "1995-01-01")),
        "of 1995, after old had ceased to exist (1991)",
    ),
    (
        f'{VISIT} ; dg:office :chair ; {_on("1996-01-01")} . :t {TENURE} :ada . :t dg:edtf "1990/1994" .',
        "ada is said to have held at another time (1990 to 1994)",
    ),
    (
        f'{VISIT} ; dg:office :chair ; {_on("1992-01-01")} . {PREMIER} :t {TENURE} :bob . :t dg:edtf "1990/1994" .',
        "bob is said to have held then (1990/1994)",
    ),
    (
        f"{VISIT} ; {_on('1950-01-01')} . :b a dg:Birth ; dg:actor :ada ; {_on('1960-01-01')} .",
        "before ada was born (1960)",
    ),
    (
        f"{VISIT} ; {_on('1990-01-01')} . :d a dg:Death ; dg:actor :ada ; {_on('1980-01-01')} .",
        "after ada had died (1980)",
    ),
    (
        f":one {_trade('total', '100')} . :two {_trade('exports', '50')} . :three {_trade('imports', '10')} .",
        "total (100) is not the sum of exports and imports (60)",
    ),
    (
        f":it {_trade('rank-partner', '1')} ; dg:rank 1 . :other {_trade('rank-partner', '1')} ; dg:rank 1 ; dg:partner :old .",
        "are both said to have rank 1 in 2010",
    ),
    (
        _counted(1, "memberships of organizations", _member_of("a"), _member_of("b")),
        "The document says 1, but names 2.",
    ),
    (_counted(1, "embassies", *OFFICES) + TYPES, "The document says 1, but names 2."),
    (f"{MEMBER} ; {_year('since', '1989')} .", "begins in 1989, before the organisation was established (1990)"),
    (f'{MEMBER} ; dg:since "2001-05"^^xsd:gYearMonth .', "in 2001, after the organisation came to its end (2000)"),
    (f"{MEMBER} ; {_bounds('1999-01-01', '1998-12-31')} .", "end (1998-12-31) before it begins (1999-01-01)"),
    (RELATION + _life(("Establishment", "1955-01-01")), "established in 1955, before x became independent"),
    (OLD_RELATION + _life(("Severance", "1995-01-01")), "in 1995, after old had ceased to exist (1991)"),
    (
        RELATION + _life(("Establishment", "1970-01-01"), ("Establishment", "1972-01-01")),
        "sources disagree on its date",
    ),
    (RELATION + _life(("Establishment", "1970-01-01"), ("Severance", "1965-01-01")), "severed (1965-01-01) before"),
    (":it a dg:Recognition ; dg:recogniser :x ; dg:recognised :x .", "recognise itself"),
    (":it a dg:Embassy ; dg:sender :x ; dg:host :x .", "sent to its own sender"),
    (f"{MISSION} ; dg:accreditedTo :x .", "accredited to its own sender"),
    (f"{MISSION} ; dg:seat :city .", "in city, which the reference tables place in x, not in y"),
    (
        f"{MISSION} ." + _life(("Opening", "1980-01-01"), ("Closing", "1975-01-01")),
        "closed (1975-01-01) before it opened",
    ),
    (f":it a dg:Embassy ; dg:sender :x ; dg:host :old ; {_year('opened', '1999')} .", "in 1999, after old had ceased"),
    (AGREEMENT + _life(("Signing", "2010-02-01"), ("EntryIntoForce", "2009-01-01")), "into force (2009-01-01) before"),
    (AGREEMENT + _life(("Conclusion", "2010-02-01"), ("Signing", "2009-01-01")), "signed (2009-01-01) before its neg"),
    (AGREEMENT + _life(("Signing", "2010-02-01"), ("Termination", "2009-01-01")), "ended (2009-01-01) before it was"),
    (":it a dg:FreeTradeAgreement ; dg:party :x .", "Only one party"),
    (f"{VISIT} ; dg:onBehalfOf :y .", "visit the territory that the office belongs to"),
    (
        f":it a dg:Visit ; dg:visitor :ada ; dg:host :old ; {_year('date', '1995')} .",
        "1995, outside the time in which old",
    ),
    (f"{VISIT} ; {_from_to('1990-01-01', '1991-02-01')} .", "long for a visit"),
    (f"{VISIT} ; {_on('1990-01-01')} . {OTHER_VISIT} ; {_on('1990-01-01')} .", "in x and in y"),
    (
        f"{MEETING} ; {_on('1990-01-01')} ; dg:partOfVisit :other . {OTHER_VISIT} ; {_on('1992-01-01')} .",
        "another time",
    ),
    (f":it {TENURE} :ada . :other {TENURE} :bob .", "ada and bob are both said to hold the office"),
    (f"{LINE} :deputy .", "report to itself"),
    (f"{LINE} :chair . :up a dg:ReportingLine ; dg:subordinate :chair ; dg:superior :deputy .", "others, to itself"),
    (f"{TRADE} :x .", "trade with itself"),
    (f"{STATUS} :sub .", "under itself"),
]
#: What is said, and what is worth knowing about it.
NOTED = [
    (
        f"{NONE} :it a dg:Consulate ; dg:sender :x ; dg:host :y ; dg:missionType dg:missionType-consulate .",
        "there is said to be a mission or to be one accredited: it",
    ),
    (
        (
            f"{NONE} :it a dg:Embassy ; dg:sender :x ; dg:host :old ; dg:accreditedTo :y ; "
            "dg:missionType dg:missionType-embassy ."
        ),
        "there is said to be a mission or to be one accredited: it",
    ),
    (
        f'{AMBASSADOR} :it a dg:Tenure ; dg:holder :ada ; dg:office :envoy ; dg:at "1969-10-16"^^xsd:date . {EMBASSY}',
        "an ambassador (1969-10-16) before the mission opened (1973-05-01)",
    ),
    (f"{AMBASSADOR} {VISIT} ; dg:office :envoy .", "to be the ambassador to y, where the visit goes"),
    (
        (
            ":it a dg:Membership ; dg:fullMember :isle ; dg:member :isle ; dg:organisation :union . "
            ":isle a dg:DependentTerritory . :union a dg:IntergovernmentalOrganisation ."
        ),
        "isle is no state, but is said to be a member of an organisation of states",
    ),
    (
        (
            ":it a dg:Membership ; dg:fullMember :x ; dg:member :x ; dg:organisation :aid . "
            ":aid a dg:NonGovernmentalOrganisation ."
        ),
        "x is a state, but is said to be a member of a non-governmental organisation",
    ),
    (
        _counted(2, "embassies in y", OFFICES[0], f"{OFFICES[0]} ; dg:seat :port") + TYPES,
        "The document says 2, and names 1.",
    ),
    (
        _counted(
            2, "states with diplomatic relations", TIE, f"{TIE_TO_OLD} ; dg:relationLevel dg:relationLevel-consular"
        ),
        "The document says 2, and names 1.",
    ),
    (
        _counted(2, "states with diplomatic relations", TIE, TIE_TO_OLD) + ENDED,
        "The document says 2, and names 1.",
    ),
    (_counted(3, "international organisations", _member_of("a")), "The document says 3, and names 1."),
    (
        _counted(5, "states with diplomatic relations", "a dg:DiplomaticRelation ; dg:relatedParty :x, :y"),
        "The document says 5, and names 1.",
    ),
    (
        _counted(
            2, "states that recognize it", "a dg:Recognition ; dg:recogniser :y ; dg:grantor :y ; dg:recognised :x"
        ),
        "The document says 2, and names 1.",
    ),
    (
        _counted(2, "official visits to x", f"a dg:Visit ; dg:visitor :ada ; dg:host :x ; {_on('2010-05-01')}")
        + f' :f0 dg:at "2009/2012" ; {_bounds("2009-01-01", "2012-12-31")} .',
        "The document says 2, and names 1.",
    ),
]
#: What is said, and nothing is odd about it.
SOUND = [
    f"{NONE} {RELATION} :it dg:relationLevel dg:relationLevel-unofficial .",
    f'{AMBASSADOR} :it a dg:Tenure ; dg:holder :ada ; dg:office :envoy ; dg:since "1973-06"^^xsd:gYearMonth . {EMBASSY}',
    _counted(
        1,
        "states that recognize it",
        "a dg:Recognition ; dg:recogniser :y ; dg:grantor :y ; dg:recognised :x",
        "a dg:Recognition ; dg:recogniser :old ; dg:grantor :old ; dg:recognised :x",
    )
    + ' :f2 dg:lifecycleEvent :then . :then a dg:ActOfRecognition ; dg:edtf "1965-01-01/1970-01-01" .',
    _counted(1, "states with diplomatic relations", TIE, TIE_TO_OLD) + ENDED,
    ":it a dg:Event, dg:Death ; dg:actor :bob .",
    f"{MISSION} ." + _life(("Opening", "1960-08-01")),
    f"{MISSION} ; {_year('at', '1980')} ." + _life(("Closing", "1980-06-01")),
    f"{MISSION} ; {_year('at', '1990')} ."
    + _life(("Opening", "1970-01-01"), ("Closing", "1980-01-01"), ("Opening", "1985-01-01")),
    f"{NONE} {RELATION}" + _life(("Severance", "1980-01-01")),
    f"{VISIT} ; dg:office :chair ; {_on('1992-01-01')} . :t {TENURE} :ada .",
    f'{VISIT} ; dg:office :chair ; {_on("1994-05-01")} . {PREMIER} :t {TENURE} :bob . :t dg:edtf "1990/1994" .',
    f":one {_trade('total', '100')} . :two {_trade('exports', '60')} . :three {_trade('imports', '40')} .",
    _counted(2, "memberships of organizations", _member_of("a"), _member_of("b")),
    _counted(2, "organisations that do not use countries", _member_of("a")),
    _counted(2, "embassies in y", *OFFICES[1:]) + TYPES,
    f"{MEMBER} ; {_year('since', '1990')} .",
    f'{MEMBER} ; dg:since "199X" .',
    RELATION + _life(("Establishment", "1960-08-01"), ("Severance", "1965-01-01"), ("Restoration", "1970-01-01")),
    ":it a dg:Embassy ; dg:sender :y ; dg:host :x ; dg:seat :city .",
    f"{MISSION} ; dg:seat :port .",
    f"{MISSION} ." + _life(("Opening", "1970-01-01"), ("Closing", "1975-01-01"), ("Opening", "1980-01-01")),
    AGREEMENT + _life(("Conclusion", "2009-01-01"), ("Signing", "2010-02-01"), ("EntryIntoForce", "2010-02-01")),
    f"{VISIT} ; dg:onBehalfOf :x ; {_from_to('1990-01-30', '1990-02-02')} .",
    f":it {TENURE} :ada .",
    f"{LINE} :chair .",
    f"{TRADE} :y .",
    f"{STATUS} :y .",
]
#: Faults of the conversion, and a part of the message.
FAULTY = [
    (":it a dg:SpecialAdministrativeRegion, dg:State .", "is not a state"),
    (":it a dg:Person, dg:Organisation .", "cannot be a territory, an organisation or an office too"),
    (":it a dg:Visit ; dg:host :y .", "A visit has a visitor."),
    (":it a dg:Meeting ; dg:participant :ada .", "A meeting has two participants."),
    (":it a dg:DiplomaticRelation ; dg:relatedParty :x .", "Relations have two parties."),
    (":it a dg:Membership ; dg:member :x .", "A membership is in one organisation."),
    (f'{VISIT} ; dg:visitLevel "state" .', "The level of a visit is a code."),
    (f"{VISIT} ; dg:times 0 .", "whole number of at least one"),
    (f"{VISIT} ; dg:date 1990 .", "A date is a year, a month or a day"),
    (f"{TRADE} :y ; dg:rank 0 .", "A rank is a whole number"),
    (f"{TRADE} :y ; dg:share 101.5 .", "between 0 and 100"),
    (':it a dg:Territory ; dg:isoCode2 "hk" .', "two capital letters"),
    (':it a dg:Document ; dg:sha256 "abc" .', "SHA-256"),
    (":it a dg:Claim ; dg:kind dg:Visit ; dg:polarity dg:positive ; dg:modality dg:maybe .", "asserted, planned, prop"),
]
