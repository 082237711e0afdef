"""How names are compared."""

from __future__ import annotations

import re
import unicodedata


def fold(name: str) -> str:
    """Reduce a name to what matters when names are compared: no case, accents, punctuation or articles.

    >>> fold("The Côte d’Ivoire")
    'cote d ivoire'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.sub(r"[\W_]+", " ", plain.casefold()).split()
    return " ".join(word for word in words if word != "the") or " ".join(words)
