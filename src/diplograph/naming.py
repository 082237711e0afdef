"""How names are compared."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize


@lru_cache(maxsize=1 << 16)  # texts repeat their names
def fold(name: str) -> str:
    """Reduce a name to what matters when names are compared: no case, accents, punctuation or articles.

    >>> fold("The Côte d’Ivoire")
    'cote d ivoire'
    """
    plain = name if name.isascii() else "".join(c for c in normalize("NFKD", name) if not combining(c))
    words = re.sub(r"[\W_]+", " ", plain.casefold()).split()
    return " ".join(word for word in words if word != "the") or " ".join(words)
