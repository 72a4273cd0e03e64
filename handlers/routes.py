"""The whole table of what can be said: commands, aliases and buttons, written out."""

from bot.chat import Route, Routes
from handlers import start

ROUTES = Routes(
    table=(Route("start", start.start, aliases=("start", "开始"), strangers=True),),
    topics={},
    file=start.words,
    words=start.words,
)
