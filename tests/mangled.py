"""Texts that begin like one of the formats and go on with its marks and the genre's words in any order."""

from __future__ import annotations

from hypothesis import strategies as st

#: What stands in texts of any format, and what readers stumble over: other scripts, signs that show nothing.
_COMMON = [
    *["A met B. C", " ", "\n", "\n\n", "\r\n", "é", "\u200f\u05e9\u05dc\u05d5\u05dd", "\U0001f600", "\0", "\ufeff"],
    *["\u00a0", "\u2028", "\u202e", "e\u0301", "ﬁ", "İ", "ß", "\ud7ff", "\uf8ff", "\ue000\ue400"],
]
#: Words of the genre: names of every class, dates, numbers, what patterns look for, with and without spaces.
_GENRE = (
    "Chile|Peru |the Congo |Georgia, |Korean |French |Lima |in Paris|Jack London |European Union (EU) |EU |UN "
    "|President |Prime Minister of |Ministry of |King |Ann Bird |Juan Soto|A. B. Li |Ann |Bank of |Old Pact (OP) |OP "
    "|in 1990 |May |on 4 May 1998|12 |first |two |one year later |the same year|19th century |1990s|$5 million |10% "
    "|opened |opens |visited |met |signed |recognised |established |joined |severed |plans to |did not |reportedly "
    "|an embassy |consulate |agreement on |free trade agreement |relations |member of |ambassador to |visit to "
    "|he |she |it |they |both countries |each other |the two |the country |and |or |, |; |: |(|)|[|]|’s |'s |“|”|—|– "
    "|as well as |with |between |to |of the |THE UNITED STATES |RELATIONS OF PERU |CEO |A-B-C |a.b.c "
).split("|")
_TOKENS = {
    "bare": [
        *[
            "History\n",
            "Visits\n\n",
            "[1]",
            " [ 2 ] ",
            "[edit]",
            "[citation needed] ",
            "---|---|\n",
            " | ",
            "A | B |\n",
        ],
        *["Contents\n", "x.svg\n", "References\n", "See also\n", "- ", "It opened an embassy there. " * 5],
    ],
    "plain": ["= T =\n", "== A ==", "\n== Peru ==\n", "- ", "  - ", "]]", "x.jpg", "==", "=", "1. ", "Category:", "\t"],
    "scrape": [
        *["\n\n\n", "Old Pact The Old Pact is a", "term ...", "...", "Entity\nDate\nNotes\n", "1999\n", "{{", ", x"],
        *['"', " is ", "*"],
    ],
    "doc": ['<doc id="1" title="A">', "</doc>", "A. ", "Head.", "- item", "&amp;", "<br>", "<"],
    "wikitext": [
        *["[[", "]]", "{{", "}}", "|", "||", "{|\n", "|}", "|-", "\n|", "\n!", "!!", "''", "'''", "<ref>", "</ref>"],
        *["<ref/>", "<!--", "-->", "<nowiki>", "</nowiki>", "[http://x ", "]", "* ", "\n*", "\n**", "\n;", "\n:"],
        *["== ", "==", "flag", "dts", "1999", "As of", "&nbsp;", "&amp;", "<br>", "File:", "=", "rowspan=3"],
        *['colspan="2"', "ubl", "plainlist", "{{flag|Peru}}", "[[Ann Bird|Ann]]", "! Country !! Date\n"],
    ],
    "html": [
        *["<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "<td rowspan=3>", "<th colspan=2>", "</td>", "</tr>"],
        *["<ul>", "<li>", "</li>", "</ul>", "<h2>", "</h2>", "<a href='/wiki/X' title=\"X y\">", "</a>"],
        *["<sup class=reference>", "</sup>", "<div class='navbox'>", "</div>", "<b>", "</b>", "<", "&lt;", "&nbsp;"],
        *["<!--", "-->", "<script>", "</script>", "<br/>", "<dt>", "<dd>", "<caption>", "<td", '"', "'"],
    ],
}
BEGINNINGS = {
    "bare": "Foreign relations of Chile\n" + "Chile met Peru and others. " * 6 + "\n",
    "plain": "= Foreign relations of Chile =\n",
    "scrape": "Chile\n HOME\n\nTheInfoList\n\n\n\nOR:\n\n",
    "doc": '<doc id="1" title="Chile–Peru relations">\n',
    "wikitext": "[[a]] {{b}}\n",
    "html": "<html>",
}


@st.composite
def mangled_texts(draw: st.DrawFn, *, genre: bool = False, longest: int = 60) -> str:
    """Draw a text of a format's marks in any order.

    Args:
        draw: How hypothesis draws.
        genre: Whether words of the genre stand between.
        longest: The greatest number of marks and words.
    """
    form = draw(st.sampled_from(sorted(_TOKENS)))
    tokens = st.sampled_from([*_TOKENS[form], *_COMMON, *(_GENRE if genre else ())])
    return BEGINNINGS[form] + "".join(draw(st.lists(tokens, max_size=longest)))
