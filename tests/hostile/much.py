"""How much is tried: the same few examples every time, or with FUZZ=50 that many times more, other ones each run."""

import os
from typing import Any

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("FUZZ", "1"))


def many(examples: int, **more: Any) -> settings:
    """Return Hypothesis's settings for a test of `examples` examples. Nothing is kept between runs."""
    return settings(
        max_examples=examples * TIMES,
        derandomize=TIMES == 1,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
        **more,
    )
