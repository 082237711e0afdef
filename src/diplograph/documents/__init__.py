"""Read documents of several formats into blocks whose offsets slice back to the stored text exactly.

The format is told by content. Every reader takes the stored text and a name, and runs in linear time.
"""

from __future__ import annotations

from diplograph.documents.dump import stream_documents
from diplograph.documents.files import find_documents, find_metadata, parse_document, read_document

__all__ = ["find_documents", "find_metadata", "parse_document", "read_document", "stream_documents"]
