"""A self-built app of the tests' WeCom: its HTTP interface, and the calls WeCom makes to it."""
