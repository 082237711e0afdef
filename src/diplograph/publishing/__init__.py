"""What is published of the ontology, made from its files: a page, a diagram, tables, and the folder that holds all."""
