"""Planning an activity: the line it is asked for with, what is still missing, and what to mind about it."""
