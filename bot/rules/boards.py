"""When a group sees an event's board again where a message cannot be rewritten: seldom, and when it is worth most.

| what changed                        | a fresh card                                                             |
|-------------------------------------|--------------------------------------------------------------------------|
| the event itself, or it is off      | five minutes later: what stands in the group is wrong                    |
| answers, the deadline is near       | three hours before it, on the evening before where that is at night      |
| answers, on any other day           | at noon                                                                  |

Never in quiet hours, nor once it has begun. Fresh counts are four hours apart, at most two a day in one group over all
its events, and there is none where nothing has changed.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.models.events import Event, Phase
from bot.models.people import Partnership
from bot.rules.quiet import next_allowed

APART = timedelta(hours=4)
"""Between two counts of one event: a group is no place for every answer."""

MOST_A_DAY = 2
"""Fresh counts in one group and local day, over all its events."""

LAST_CALL = timedelta(hours=3)
"""Before the deadline: late enough to show who is still to answer, early enough to do so."""

SETTLES = timedelta(minutes=5)
"""After a change of the event itself: another one often follows. Nobody waits for it in the hour before it begins."""

_HOUR = timedelta(hours=1)

_LEAST = timedelta(minutes=30)
"""Before the deadline a last call comes too late."""

_NOON = time(12)
_NOON_LASTS = timedelta(hours=2)


def turn(event: Event, rhythm: Partnership, *, posted_at: datetime, today: int, now: datetime) -> datetime | None:
    """Return the moment whose turn a fresh card is now, None where none is; the moment is the same when asked again.

    `posted_at` is when the newest card was posted, `today` how many fresh ones the group got this local day. To be
    asked only where something has changed since.
    """
    if event.starts_at <= now or _allowed(now, rhythm) > now:
        return None
    if event.changed_at > posted_at:
        is_settled = event.changed_at + SETTLES <= now or event.starts_at - _HOUR <= now
        return event.changed_at if is_settled else None
    if event.phase is Phase.CANCELLED or today >= MOST_A_DAY:
        return None
    last_call, noon = _last_call(event, rhythm), _noon(rhythm, now)
    if posted_at < last_call and max(last_call, posted_at + APART) <= now <= event.reply_by - _LEAST:
        return last_call
    is_near = noon < last_call <= noon + timedelta(days=1) - timedelta(hours=_NOON.hour)
    if today == 0 and not is_near and posted_at + APART <= noon <= now < noon + _NOON_LASTS:
        return noon
    return None


def day_began(rhythm: Partnership, now: datetime) -> datetime:
    """Return when the group's local day began."""
    zone = ZoneInfo(rhythm.zone)
    return datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)


def _noon(rhythm: Partnership, now: datetime) -> datetime:
    zone = ZoneInfo(rhythm.zone)
    return datetime.combine(now.astimezone(zone).date(), _NOON, zone).astimezone(UTC)


def _last_call(event: Event, rhythm: Partnership) -> datetime:
    wished = event.reply_by - LAST_CALL
    allowed = _allowed(wished, rhythm)
    if allowed <= event.reply_by - _LEAST:
        return allowed
    local = wished.astimezone(ZoneInfo(rhythm.zone))
    evening = datetime.combine(local.date(), rhythm.quiet_from, local.tzinfo)
    if local.time() < rhythm.quiet_from:
        evening -= timedelta(days=1)
    return evening.astimezone(UTC) - LAST_CALL


def _allowed(at: datetime, rhythm: Partnership) -> datetime:
    return next_allowed(at, rhythm.quiet_from, rhythm.quiet_to, ZoneInfo(rhythm.zone))
