"""Floor 0: what every room stands on. Knows nothing of coaching."""
