"""From text to claims: everything that knows language and nothing of RDF."""
