"""The dialogues of tests/conversations over every way in but the web: each over its platform's own wire.

A way is a `World` whose people speak to a test server of the platform, which the house listens to as it would to the
platform itself. What a platform cannot do is said once, by a trait of its world (`rewrites`, `hears_groups`).
"""
