"""How fast it is: `make bench`. Nothing here is asserted by a timed test; checks/ asserts that the parts work."""
