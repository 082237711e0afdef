"""Dates in running text: where they stand and what they mean as EDTF.

``find_dates`` gives every date expression of a text; ``resolve`` computes those that lean on another date ("on 4
August", "one year later") from the date they lean on.
"""

from __future__ import annotations

from diplograph.dates.find import find_dates
from diplograph.dates.mention import DateMention
from diplograph.dates.relative import resolve

__all__ = ["DateMention", "find_dates", "resolve"]
