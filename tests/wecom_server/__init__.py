"""A WeCom of the tests' own: a corporation with its people and groups, robots over long connections, and apps."""
