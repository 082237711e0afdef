"""The exceptions that diplograph raises, all under one root.

```
DiplographError
├── InputError          what was given cannot be read: exit code 2
│   ├── DocumentError   a document (missing, binary, wrong encoding, empty, …)
│   ├── PatternError    a pattern file that does not follow the pattern language
│   └── QueryError      SPARQL, a question, or a value for one of its parameters
└── StoreError          a store that is missing, damaged, unwritable or in use: exit code 2
```

Findings about the data (a violated shape, an unresolved name) are values in reports, never exceptions.
"""

from __future__ import annotations


class DiplographError(Exception):
    """The root: every error that diplograph raises on purpose, with a message made for people."""


class InputError(DiplographError):
    """Something that was given cannot be used.

    The message reads ``path:line:column: reason; expected …``; whatever of the place is unknown is left out.
    """

    def __init__(
        self,
        reason: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        expected: str | None = None,
    ) -> None:
        """Keep the place beside the reason, so that callers can show either."""
        self.reason, self.path, self.line, self.column, self.expected = reason, path, line, column, expected
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        text = f"{place}: {reason}" if place else reason
        super().__init__(f"{text}; expected {expected}" if expected else text)


class DocumentError(InputError):
    """A document that cannot be read."""


class PatternError(InputError):
    """A pattern file that does not follow the pattern language."""


class QueryError(InputError):
    """A query or a question that cannot be run as it was asked."""


class StoreError(DiplographError):
    """A store that cannot be opened, written or found."""
