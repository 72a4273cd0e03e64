"""Smart robots over their long connection."""
