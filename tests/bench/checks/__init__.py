"""That the parts of the measurement do what they say. No time is asserted."""
