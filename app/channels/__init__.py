"""Floor 1: the only files that talk to the outside."""
