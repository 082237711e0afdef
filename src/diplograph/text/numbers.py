"""Finds numbers, ordinals and sums of money in text."""

from __future__ import annotations

import re

from diplograph.text.annotate import Mention

_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_SCALE = {
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "crore": 1e7,
    "crores": 1e7,
    "lakh": 1e5,
    "": 1,
}
_CURRENCY = {
    "US$": "USD", "$": "USD", "USD": "USD", "U.S.$": "USD", "USD$": "USD", "dollars": "USD", "US dollars": "USD", "U.S. dollars": "USD",
    "€": "EUR", "EUR": "EUR", "euros": "EUR", "euro": "EUR", "£": "GBP", "GBP": "GBP", "pounds": "GBP", "¥": "JPY", "yen": "JPY",
    "HK$": "HKD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD", "NZ$": "NZD", "S$": "SGD",
    "CHF": "CHF", "RMB": "CNY", "CNY": "CNY", "yuan": "CNY", "rupees": "INR", "₹": "INR", "Rs": "INR", "Rs.": "INR", "roubles": "RUB",
    "rubles": "RUB", "R$": "BRL", "won": "KRW", "₩": "KRW", "kroner": "NOK", "DKK": "DKK", "SEK": "SEK", "NOK": "NOK",
    "U$": "USD", "U$S": "USD", "U$D": "USD", "American dollars": "USD", "Australian dollars": "AUD", "Canadian dollars": "CAD",
    "New Zealand dollars": "NZD", "pounds sterling": "GBP", "Swiss francs": "CHF", "Indian rupees": "INR", "INR": "INR", "RUB": "RUB",
    "JPY": "JPY", "KRW": "KRW", "KES": "KES", "KES.": "KES", "KSh": "KES", "Kenyan shillings": "KES", "ZAR": "ZAR", "rand": "ZAR",
    "NGN": "NGN", "₦": "NGN", "naira": "NGN", "PKR": "PKR", "BDT": "BDT", "taka": "BDT", "LKR": "LKR", "MYR": "MYR", "ringgit": "MYR",
    "IDR": "IDR", "THB": "THB", "baht": "THB", "PHP": "PHP", "₱": "PHP", "NT$": "TWD", "SGD": "SGD", "HKD": "HKD", "AED": "AED",
    "dirhams": "AED", "ILS": "ILS", "₪": "ILS", "shekels": "ILS", "₺": "TRY", "MXN": "MXN", "BRL": "BRL", "reais": "BRL", "PLN": "PLN",
    "zloty": "PLN", "zlotys": "PLN", "CZK": "CZK", "HUF": "HUF", "kronor": "SEK", "krónur": "ISK", "ISK": "ISK", "FJD": "FJD",
}  # fmt: skip
_BY_SIGN = {name.lower(): code for name, code in _CURRENCY.items()}
_ANY_CURRENCY = "|".join(sorted(map(re.escape, _CURRENCY), key=lambda c: (-len(c), c)))
_HEDGE = r"(?:(?:over|more than|about|around|some|nearly|almost|at least|up to|approximately|roughly|as many as|less than|fewer than) )?"
_NUMBER = re.compile(
    rf"(?P<hedge>{_HEDGE})(?:(?P<before>(?<![\w$€£])(?:{_ANY_CURRENCY}|S)) ?|(?<![\w.,])(?<!\w-))(?P<amount>{_AMOUNT})"
    rf"(?![\d]|[.,]\d|(?:st|nd|rd|th)\b)(?:[ -]?(?P<scale>thousand|million|billion|trillion|crores|crore|lakh|mn|bn|[MBb](?=\$)|m\b|b\b))?"
    rf"(?: ?(?P<after>(?:{_ANY_CURRENCY})(?!\w)|US\$|%|per ?cent|percent))?"
    # "1.4/0.6 million euros": what is said behind the second holds for both
    rf"(?:(?=/(?:{_AMOUNT}) (?P<shared>thousand|million|billion|trillion)(?: (?P<sign>(?:{_ANY_CURRENCY})(?!\w)))?))?",
    re.IGNORECASE,
)
_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty".split()
)
_CARDINAL = re.compile(
    rf"(?<![\w-])(?P<hedge>{_HEDGE})(?P<word>{'|'.join(_CARDINALS[2:])}|a dozen)(?![\w-])", re.IGNORECASE
)
_TENS = dict(zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True))
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
        " sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_ORDINALS |= {
    f"{ten}-{word}": tens + number for tens, ten in _TENS.items() for word, number in list(_ORDINALS.items())[:9]
}
_ORDINAL = re.compile(
    rf"(?<![\w-])(?:(?P<digits>\d+)(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))(?: |-)?(?=\w|\W)(?!-?century)",
    re.IGNORECASE,
)


def number_mentions(text: str, start: int, end: int) -> list[Mention]:
    """Find numbers, ordinals and sums of money in ``text[start:end]``.

    A hedge (``over``, ``more than``, ``up to``) is kept in the field ``hedge``; a sum has its currency in ``unit``; a
    share has the unit ``%``. A comma before one or two digits is a decimal comma.
    """
    found = [_number(match) for match in _NUMBER.finditer(text, start, end)]
    for match in _CARDINAL.finditer(text, start, end):
        value = 12 if match["word"].lower() == "a dozen" else _CARDINALS.index(match["word"].lower())
        found.append(
            Mention("number", *match.span(), str(value), {"amount": _amount(str(value), match["hedge"], match[0])})
        )
    for match in _ORDINAL.finditer(text, start, end):
        value = int(match["digits"]) if match["digits"] else _ORDINALS[match["word"].lower()]
        stop = match.end("digits") + 2 if match["digits"] else match.end("word")
        found.append(Mention("ordinal", match.start(), stop, str(value)))
    return found


def _number(match: re.Match[str]) -> Mention:
    """Read one number or sum."""
    amount = match["amount"]
    if "," in amount and len(amount.rpartition(",")[2]) != 3:
        amount = amount.replace(",", ".")
    value = float(amount.replace(",", "")) * _SCALE[(match["scale"] or match["shared"] or "").lower()]
    shown = str(int(round(value, 6))) if float(round(value, 6)).is_integer() else f"{value:.10g}"
    sign = match["before"] or match["after"] or match["sign"] or ""
    currency = _BY_SIGN.get(sign.lower(), "")
    if sign == "S":
        currency = "USD"
    data = {"amount": _amount(shown, match["hedge"], match[0])}
    if currency:
        return Mention("money", *match.span(), shown, {**data, "unit": currency})
    unit = "%" if sign else ""
    return Mention("number", *match.span(), shown, {**data, "unit": unit})


def _amount(number: str, hedge: str, text: str) -> str:
    """Give a number as it is stated: one that is a bound keeps its words ("over 20"), an approximate one is plain."""
    bounds = {"over", "more than", "at least", "up to", "less than", "fewer than", "as many as", "nearly", "almost"}
    return text.strip() if hedge.strip().lower() in bounds else number
