"""The whole table of what can be said: commands, aliases and buttons, written out."""

from bot.chat import Route, Routes
from handlers import reasons, rsvp, start, words

ROUTES = Routes(
    table=(
        Route("start", start.start, aliases=("start", "开始"), strangers=True),
        # Answers
        Route("rsvp", rsvp.tapped, parameters=("event", "answer", "revision"), strangers=True, groups=True),
        Route("reason", reasons.tapped, parameters=("event", "reason")),
        Route("which", rsvp.which, parameters=("event",)),
        Route("answer_yes", rsvp.typed, aliases=("参加", "我参加", "coming")),
        Route("answer_no", rsvp.typed, aliases=("请假", "我请假", "我要请假"), glued=True),
        Route("answer_maybe", rsvp.typed, aliases=("待定", "unsure")),
    ),
    topics={rsvp.LEAVE: reasons.said},
    file=start.words,
    words=words.words,
)
