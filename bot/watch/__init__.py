"""How the house is watched: what it tells as it works, in the log, in figures, and about its health.

Every room may tell; nothing here knows any of them.
"""
