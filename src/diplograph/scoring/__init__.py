"""How right the claims are: measured against claims labelled by hand."""
