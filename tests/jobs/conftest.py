"""What tests about jobs share."""

import pytest

from tests.jobs.drawing import Drawing
from tests.jobs.post import Post
from tests.scene import Scene


@pytest.fixture
def post(pair: Scene) -> Post:
    return Post(pair)


@pytest.fixture
def drawing(pair: Scene) -> Drawing:
    return Drawing(pair)
