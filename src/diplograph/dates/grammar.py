"""How dates are spelt: the regular expressions of English date expressions, and the words that they use.

Every repetition is bounded, so that no text takes more than linear time.
"""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
            "September Sept Sep", "October Oct", "November Nov", "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
ORDINALS = {
    name: number
    for number, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        start=1,
    )
}
#: EDTF codes; text does not say which hemisphere's.
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

#: Nouns that make the number before them a count, whatever stands before it.
_COUNTED = (
    "people|persons|kilomet|km|met(?:re|er)s?|miles?|mi|feet|ft|hectares?|acres?|tonn?es?|tons?|kg|kilograms?|barrels?"
    "|dollars?|euros?|pounds?|yuan|yen|million|billion|trillion|thousand|per ?cent|percentage|MW|GW|megawatts?|troops?"
    "|soldiers?|men|women|hours?|minutes?|days?|weeks?|months?|inhabitants|square|cubic|US ?dollars?|USD|HKD|EUR"
)
#: Nouns that make it a count unless a preposition of time stands before it.
COUNTED_SOFTLY = re.compile(
    r"\s{1,2}(?:\w{3,15}\s)?(?:agreements?|students?|workers?|citizens?|refugees?|members?|votes?|compan(?:y|ies)|visitors?"
    r"|tourists?|nationals?|passengers?|participants?|delegates?|famil(?:y|ies)|jobs?|homes?|houses?|cases?|children"
    r"|peacekeepers?|police(?:men)?|officers?|personnel|vehicles?|aircraft|units?|copies|scholarships?|residents?"
    r"|immigrants?|migrants?|expatriates?|prisoners?|others?|years?|items?|pages?|seats?|dead|deaths|casualties)\b"
)

_SPACE = r"\s{1,3}"
_DASH = r"\s?[\u2013\u2014\u2012\u2212\u2011-]\s?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Sept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b\.?)(?![a-z])"
)
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9A-Za-z])"
_YEAR = (
    r"(?:1[0-9]|20)[0-9][0-9](?![0-9A-Za-z%]|\.[0-9]|,[0-9]{3}(?![0-9])|-[a-z]|\s?%"
    rf"|{_SPACE}(?:{_COUNTED})(?![a-z]{{4}}))"
)
_TO = rf"{_DASH}|{_SPACE}(?:up to|through to|to|until|till|through)(?:{_SPACE}the)?{_SPACE}"
_AND = rf",?{_SPACE}(?:and|or|&){_SPACE}(?:the\s)?"
#: Years before 1000 stand without an era only behind a month, and where no noun follows that they could count.
_OLD_YEAR = (
    r"[1-9][0-9]{2}(?=[).;:\]\"\u201d|\n\t]|''|['\u2019](?!\w)|,\s|\s?[\u2013\u2014]|\s[(\[-]|\s?$"
    r"|\s(?:by|during|under|until|when|where|while)\s)(?!\.[0-9])"
)
_DAYS = rf"{_DAY}(?:(?:,\s{_DAY}){{0,8}}(?:{_TO}|\.?/|{_AND}){_DAY})?"
_ERA = r"\s?(?P<{}>BCE|BC|CE|AD|B\.C\.E?\.?|A\.D\.|C\.E\.)(?![A-Za-z])"
#: A year behind a month: of four digits, of fewer with an era, or old.
_YEAR_STATED = rf"[0-9]{{1,4}}{_ERA.replace('?P<{}>', '?:')}|(?:AD|A\.D\.)\s[0-9]{{1,4}}(?![0-9])|{_YEAR}|{_OLD_YEAR}"
#: A year may be written right behind a month where a page lost the space between.
_BEFORE_YEAR = rf"(?:,?{_SPACE}(?:of{_SPACE})?(?:the\syear\s)?|,|-|(?=[12][0-9]{{3}}))"
_ORDINAL = rf"(?:[12]?[0-9](?:st|nd|rd|th)|(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))}))"

#: Where a date may begin: a number, or two letters that begin the name of a month.
HINT = re.compile(r"[0-9DFJMNAOS](?:(?<=[0-9])[0-9]*|an|eb|a[ry]|pr|u[nlg]|ep|ct|ov|ec)")
#: The same for texts with centuries, which may be numbered in words.
HINT_OF_CENTURIES = re.compile(rf"{HINT.pattern}|\b{_ORDINAL}")

#: One date, at its first character. The outer groups are the kinds of ``atoms``; longer alternatives stand first.
ATOM = re.compile(
    rf"(?P<after_ad>(?:(?<=AD\s)|(?<=A\.D\.\s))(?P<ad_first>[0-9]{{1,4}})(?:{_DASH}(?P<ad_last>[0-9]{{1,4}}))?(?![0-9]))"
    rf"|(?P<iso>(?P<iso_year>[12][0-9]{{3}})(?P<iso_mark>[-/.])(?P<iso_month>[01][0-9])(?P=iso_mark)(?P<iso_day>[0-3][0-9])"
    r"(?![0-9-]))"
    rf"|(?P<numeric_days>(?<![0-9]/)(?P<nd_first>[0-3]?[0-9])\.?(?:(?P<nd_mark>(?<!\.)[./])(?P<nd_month>[01]?[0-9])\.?)?"
    rf"[\u2013-](?P<nd_last>[0-3]?[0-9])(?P<nd_sign>[./])(?P<nd_until>[01]?[0-9])(?P=nd_sign)(?P<nd_year>{_YEAR}))"
    rf"|(?P<numeric>(?P<n_first>[0-3]?[0-9])(?P<n_mark>[./])(?P<n_second>[0-3]?[0-9])(?P=n_mark)(?P<n_year>{_YEAR}))"
    rf"|(?P<day_month>(?P<dm_days>{_DAYS})(?P<dm_dot>\.)?(?:{_SPACE}(?:of{_SPACE})?|-)(?P<dm_month>{_MONTH})"
    rf"(?:{_BEFORE_YEAR}(?P<dm_year>{_YEAR_STATED}))?)"
    rf"|(?P<century>(?P<c_number>{_ORDINAL})\s(?:centur(?:y|ies))\b(?:{_ERA.format('c_era')})?)"
    rf"|(?P<century_head>(?P<h_number>{_ORDINAL})"
    rf"(?=(?:{_DASH}|\s(?:to|and|or|through|until)\s)(?:(?:the|early|mid|late)[\s-]){{0,2}}{_ORDINAL}\scentur))"
    rf"|(?P<era_years>(?P<e_first>[0-9]{{1,4}})(?:{_DASH}(?P<e_last>[0-9]{{1,4}}))?{_ERA.format('e_era')})"
    rf"|(?P<decade>(?P<d_year>(?:1[0-9]|20)[0-9]0)['\u2019]?s(?![0-9A-Za-z]))"
    rf"|(?P<short_decade>['\u2019]?(?P<sd_year>[1-9]0)s(?![0-9A-Za-z]))"
    r"|(?P<year_pair>(?P<y_first>(?:1[0-9]|20)[0-9][0-9])(?P<y_mark>[\u2013\u2012\u2011/-])"
    r"(?P<y_last>[0-9]{2})(?![0-9A-Za-z]|-[0-9]))"
    rf"|(?P<year_month>(?P<ym_year>{_YEAR}),?\s(?P<ym_month>{_MONTH})(?:\s(?P<ym_day>{_DAY}))?"
    rf"(?=\s?(?:[).;:\]|\n\u2013\u2014]|,(?!\s{_YEAR})|$)))"
    rf"|(?P<year>{_YEAR})"
    rf"|(?P<old_year>(?P<o_first>[1-9][0-9]{{2}})(?:{_DASH}(?P<o_last>[1-9][0-9]{{2,3}}))?(?![0-9A-Za-z%]|[.,][0-9]))"
    rf"|(?P<month_day>(?P<md_month>{_MONTH}){_SPACE}(?:the\s)?(?P<md_days>{_DAYS})"
    rf"(?:(?:,?{_SPACE}|,)(?P<md_year>{_YEAR_STATED}))?)"
    rf"|(?P<month_year>(?P<my_month>{_MONTH}){_BEFORE_YEAR}(?P<my_year>{_YEAR_STATED}))"
    rf"|(?P<month>{_MONTH})"
)

_APPROXIMATELY = (
    r"(?:(?:some\s?time\s)?(?:around|about)|approximately|roughly|circa|ca\.?|c\.?)\s{0,2}(?:the\s(?=[a-z]))?"
)
_WHEN_IN = (
    r"(?:the\s)?(?:(?P<ordinal>first|second|third|fourth|last|final)\s"
    r"(?P<unit>half|quarter|decade|third|weeks?|days?|months?|years?)\s(?:of|in)\s"
    r"|(?:very\s)?(?:beginning|start|middle|end|close)\sof\s|early[\s-]to[\s-]mid[\s-]|mid(?:-?\s|-)to[\s-]late[\s-]"
    r"|(?:early|mid|late|later)(?:[\s-]|[\u2013\u2011])(?:in\s)?)(?:the\s)?(?:month\sof\s|year\s)?"
)
_LEAD = (
    rf"(?P<approximate>{_APPROXIMATELY})?(?P<when>{_WHEN_IN})?"
    r"(?P<season>(?:the\s)?(?:[sS]pring|[sS]ummer|[aA]utumn|[fF]all|[wW]inter)(?:\sof|,)?\s(?:the\syear\s)?)?"
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:,|\sthe)?\s(?:the\s)?)?"
    r"(?P<word>(?:the\s)?(?:(?:fiscal\s)?years?|month\sof)\s|(?:AD|A\.D\.)\s)?"
)
#: What may stand before a date and belong to it, tried forwards.
LEAD = re.compile(_LEAD)
#: The same at the end of a window that stops where the date begins.
LEAD_BEFORE = re.compile(rf"(?<![\w-])(?=[a-zA-Z]){_LEAD}$", re.IGNORECASE)
#: The last word of what ``LEAD_BEFORE`` can match, and the words before "in", "of" and "the" there: looking them up is
#: ten times as fast as trying the expression, which few dates need.
LEAD_WORDS = frozenset(
    "around about approximately roughly circa ca. c. ca c early mid late later spring summer autumn fall winter"
    " year years ad a.d. monday tuesday wednesday thursday friday saturday sunday".split()
)
LEAD_JOINTS = frozenset({"in", "of", "the"})
BEFORE_LEAD_JOINTS = LEAD_WORDS | frozenset(
    "in of half quarter decade third week weeks day days month months years beginning start middle end close".split()
)

#: What joins two dates: ``range`` makes an interval of them, ``listed`` leaves them two.
JOIN = re.compile(rf"(?P<range>{_TO}|/)|(?P<listed>(?:{_AND}|[,;]\s)(?:(?:also|again)\s)?(?:(?:in|on)\s)?)")
#: How the days of one month are joined.
DAY = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?")

OR_BEFORE = re.compile(r",?\sor\s(?:before|earlier|previously)\b")
OR_AFTER = re.compile(r",?\sor\s(?:later|after|thereafter)\b")
TO_PRESENT = re.compile(
    rf"(?:{_DASH}|\s(?:to|until|through)\s(?:the\s)?)(?:[Pp]resent(?:\sday)?|now|today|date|[Cc]urrent|[Ii]ncumbent|ongoing)\b|[\u2013\u2014\u2011-](?=\))"
)
OF_THAT_YEAR = re.compile(
    r"(?:,?\s(?:of|in))?\s(?:(?P<same>the\s(?:very\s)?same|that(?:\s(?:very|same))?)|the\s(?P<next>following|next)"
    r"|the\s(?P<previous>previous|preceding))\syear\b(?!')"
)
