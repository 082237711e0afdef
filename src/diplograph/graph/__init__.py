"""From claims to a graph, and from questions to answers: everything that knows RDF and nothing of text."""
