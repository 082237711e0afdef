"""The store on the web: a SPARQL endpoint, pages and data for every IRI, and the saved questions; it only reads."""
