"""Add stored text to a plain text with its character references decoded."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diplograph.documents.common import PlainText

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def copy_decoded(plain: PlainText, start: int, end: int) -> None:
    """Add the stored characters ``[start, end)``; every character reference stands for what it means."""
    at = start
    for match in _REFERENCE.finditer(plain.source, start, end):
        meaning = html.unescape(match[0])
        if meaning == match[0]:
            continue
        plain.copy(at, match.start())
        if meaning.isspace():
            plain.space(*match.span())
        else:
            plain.put(meaning, *match.span())
        at = match.end()
    plain.copy(at, end)
