"""The graph in the formats of graph browsers: which things and relations there are, and one module for each format."""
