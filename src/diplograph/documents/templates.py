"""Say what common templates of encyclopaedia articles show as plain text: flags, dates, amounts, wrappers, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diplograph.documents.countries import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MONTHS = {
    "1": "January",
    "2": "February",
    "3": "March",
    "4": "April",
    "5": "May",
    "6": "June",
    "7": "July",
    "8": "August",
    "9": "September",
    "10": "October",
    "11": "November",
    "12": "December",
}
_DATES = frozenset(
    (
        "birth date|date|date table sorting|dts|end date|end date and age|film date|release date|start date|start date and age|start-date"
    ).split("|")
)
_FLAGS = frozenset(
    (
        "country|flag|flag country|flag link|flagbig|flagcountry|flagg|flaglink|flaglist|flagu|noflag|no flag|"
        "flagright|flag list|flagp|flagcu|flag dec"
    ).split("|")
)
_ICONS = frozenset(
    "flag icon|flagdeco|flagicon|flagicon image|flagiconx|flagicon2|flag decoration|icon flag".split("|")
)
#: Templates that show one of their arguments: the first, the second.
_SHOWN = {
    "1": (
        "abbr|abbrlink|big|center|nobold|nobr|nocaps|nowrap|noitalic|normal|nts|number|sc|small|smaller|strong|"
        "tooltip|val|yes|no|partial|unofficial|good|bad|nobreak|sup|sub|em|bold|italic|vanchor|n/a|maybe|"
        "pending|active|won|nom|proper name|vert header|verth|tq|quote|blockquote|cquote|nihongo|korean"
    ),
    "2": ("lang|langx|resize|sort|color|colour|font color|hidden|hover title|align|background color|fontcolor|rh"),
}
_SHOWN_ARGUMENT = {name: key for key, names in _SHOWN.items() for name in names.split("|")}
#: What a template shows where it has no argument.
_DEFAULTS = {"yes": "Yes", "no": "No", "n/a": "N/A", "maybe": "Maybe", "partial": "Partial", "pending": "Pending"}
_CONSTANTS = {
    "nbsp": " ",
    "spaces": " ",
    "pad": " ",
    "clear": "",
    "snd": " – ",
    "spnd": " – ",
    "spaced ndash": " – ",
    "spaced en dash": " – ",
    "ndash": "–",
    "en dash": "–",
    "mdash": "—",
    "em dash": "—",
    "spaced mdash": " — ",
    "'": "'",
    "'s": "'s",
    "!": "|",
    "=": "=",
    "·": " · ",
    "dot": " · ",
    "middot": " · ",
    "bullet": " • ",
    "•": " • ",
    "tba": "TBA",
    "tbd": "TBD",
    "dunno": "?",
    "ya": "Yes",
    "na": "No",
    "tick": "Yes",
    "cross": "No",
    "check": "Yes",
    "y": "Yes",
    "x mark": "No",
    "checked": "Yes",
}
_MONEY = {
    "usd": "US$",
    "us$": "US$",
    "us dollar": "US$",
    "eur": "€",
    "euro": "€",
    "€": "€",
    "gbp": "£",
    "pound sterling": "£",
    "£": "£",
    "jpy": "¥",
    "cny": "CN¥",
    "rmb": "CN¥",
    "aud": "A$",
    "cad": "C$",
    "nzd": "NZ$",
    "hkd": "HK$",
    "sgd": "S$",
    "inr": "₹",
    "indian rupee": "₹",
    "chf": "CHF ",
    "krw": "₩",
    "rub": "₽",
    "brl": "R$",
    "try": "₺",
    "twd": "NT$",
    "ils": "₪",
    "nok": "NOK ",
    "sek": "SEK ",
    "dkk": "DKK ",
    "zar": "R",
    "pkr": "PKR ",
}
_LISTS = frozenset(
    (
        "bulleted list|flatlist|flat list|hlist|hlist-comma|plain list|plainlist|ubl|unbulleted list|"
        "comma separated entries|cslist|unordered list|ordered list|list"
    ).split("|")
)
_LINKS = frozenset("ill|interlanguage link|interlanguage link multi|link-interwiki|illm|sortname|sort name".split("|"))


class Expansion(NamedTuple):
    """What a template shows, and the title of the article that it links to ("" for none)."""

    text: str
    target: str = ""


def normalize_name(name: str) -> str:
    """Bring a template's name into the form that the tables use."""
    folded = " ".join(name.replace("_", " ").split()).casefold()
    return folded.removeprefix("template:").strip()


def is_known(name: str) -> bool:
    """Tell whether a template's arguments are worth reading in prose."""
    return (
        name in _RULES
        or name in _CONSTANTS
        or name in _MONEY
        or name in _SHOWN_ARGUMENT
        or name.upper() in COUNTRIES
        or name.startswith(("formatnum:", "country data "))
    )


def is_icon(name: str) -> bool:
    """Tell whether a template shows a flag without the country's name."""
    return name in _ICONS


def expand(name: str, arguments: Mapping[str, str]) -> Expansion:
    """Say what a template shows, given its normalised name and its arguments as plain text, by number and name.

    >>> expand("flag", {"1": "Islamic Republic of Norland", "name": "Norland"})
    Expansion(text='Norland', target='Islamic Republic of Norland')
    >>> expand("fra", {}).text
    'France'
    >>> expand("dts", {"1": "1999", "2": "1", "3": "2"}).text
    '2 January 1999'
    """
    if name in _RULES:
        return _RULES[name](arguments)
    if name in _CONSTANTS:
        return Expansion(_CONSTANTS[name])
    if name in _MONEY:
        return Expansion(f"{_MONEY[name]}{arguments.get('1', '')}".strip())
    if name in _SHOWN_ARGUMENT:
        return Expansion(arguments.get(_SHOWN_ARGUMENT[name], "") or _DEFAULTS.get(name, ""))
    if name.startswith(("formatnum:", "country data ")):
        return Expansion(name.removeprefix("formatnum:").removeprefix("country data ").title())
    return Expansion(COUNTRIES.get(name.upper(), ""))


def expand_unknown(arguments: Mapping[str, str]) -> Expansion:
    """Guess what a template that no table knows shows: its first argument."""
    return Expansion(arguments.get("1", ""))


def name_country(code: str) -> str:
    """Give the name of the country that a code stands for; a name stands for itself.

    >>> name_country("FRA"), name_country("Norland")
    ('France', 'Norland')
    """
    return COUNTRIES.get(code.strip(), code)


def _expand_flag(arguments: Mapping[str, str]) -> Expansion:
    """Show the name that is given, else the country."""
    target = name_country(arguments.get("1", ""))
    return Expansion(arguments.get("name") or target, target)


def _expand_date(arguments: Mapping[str, str]) -> Expansion:
    """Write year, month and day as a date; anything else as it stands."""
    year, month, day = (arguments.get(key, "").strip() for key in "123")
    if not year.isdigit():
        return Expansion(year)
    if month.isdigit():
        month = _MONTHS.get(month.lstrip("0"), "")
    if not month[:1].isalpha():
        return Expansion(year)
    return Expansion(f"{day.lstrip('0')} {month} {year}" if day.isdecimal() else f"{month} {year}")


def _expand_as_of(arguments: Mapping[str, str]) -> Expansion:
    """Write "As of" or "Since" with the date."""
    words = "as of" if arguments.get("lc") or arguments.get("df") == "lc" else "As of"
    if "since" in arguments:
        words = "since" if arguments.get("lc") else "Since"
    return Expansion(f"{words} {_expand_date(arguments).text}") if arguments.get("1") else Expansion("")


def _expand_link(arguments: Mapping[str, str]) -> Expansion:
    """Show the label that is given, else the title."""
    target = arguments.get("1", "")
    return Expansion(arguments.get("lt") or target, target)


def _expand_sort_name(arguments: Mapping[str, str]) -> Expansion:
    """Write first and last name, which is also the title unless another is given."""
    name = f"{arguments.get('1', '')} {arguments.get('2', '')}".strip()
    return Expansion(name, "" if arguments.get("nolink") else arguments.get("3") or name)


def _expand_list(arguments: Mapping[str, str]) -> Expansion:
    """Write the entries of a list one after the other."""
    return Expansion("; ".join(value for key, value in arguments.items() if key.isdigit() and value))


def _expand_convert(arguments: Mapping[str, str]) -> Expansion:
    """Write the first amount with its unit; the conversion is left out."""
    return Expansion(f"{arguments.get('1', '')} {arguments.get('2', '')}".strip())


def _expand_circa(arguments: Mapping[str, str]) -> Expansion:
    """Write "c." with what it is about."""
    return Expansion(f"c. {arguments['1']}" if arguments.get("1") else "c.")


def _expand_last(arguments: Mapping[str, str]) -> Expansion:
    """Show the last of up to three arguments."""
    return Expansion(next((arguments[key] for key in ("3", "2", "1") if arguments.get(key)), ""))


def _expand_nothing(_arguments: Mapping[str, str]) -> Expansion:
    """Show nothing."""
    return Expansion("")


_RULES: Mapping[str, Callable[[Mapping[str, str]], Expansion]] = {
    **dict.fromkeys(_DATES, _expand_date),
    **dict.fromkeys(_FLAGS, _expand_flag),
    **dict.fromkeys(_ICONS, _expand_nothing),
    **dict.fromkeys(_LINKS, _expand_link),
    **dict.fromkeys(_LISTS, _expand_list),
    **dict.fromkeys(("convert", "cvt"), _expand_convert),
    **dict.fromkeys(("circa", "c.", "ca.", "ca"), _expand_circa),
    **dict.fromkeys(("transliteration", "transl", "translit"), _expand_last),
    **dict.fromkeys(("sortname", "sort name"), _expand_sort_name),
    **dict.fromkeys(("as of", "asof"), _expand_as_of),
    **dict.fromkeys(("flag+link", "flag link"), _expand_last),
}
