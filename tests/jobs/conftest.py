"""What tests about jobs share."""

import pytest

from tests.jobs.post import Post
from tests.scene import Scene


@pytest.fixture
def post(pair: Scene) -> Post:
    return Post(pair)
