"""What became of the text: how much was read, how a sentence was, and which names stay open."""
