"""Text in XML: what must be escaped, and what no escape can write.

Source: Extensible Markup Language (XML) 1.0, fifth edition, 2.2 (characters) and 3.3.3 (white space in attributes).
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def write_attribute(text: str) -> str:
    r"""Write a text as an attribute in double quotes; line ends survive, characters that XML has not become U+FFFD.

    >>> write_attribute('a "b"\n<c>\0')
    '"a &quot;b&quot;&#10;&lt;c&gt;\ufffd"'
    """
    return f'"{escape(_ILLEGAL.sub(chr(0xFFFD), text), {**_SPACE, chr(34): "&quot;"})}"'


def write_text(text: str) -> str:
    r"""Write a text between tags.

    >>> write_text("a & b\r\n")
    'a &amp; b&#13;\n'
    """
    return escape(_ILLEGAL.sub("\ufffd", text), {"\r": "&#13;"})
