### What an event is made of

label-when = When
label-place = Where
label-speaker = Speaker

event-host = { $kind } · hosted by { $host }

menu-agenda = What comes next
menu-past = Past events
menu-calendar = Events in your phone's calendar

# The card of an event
button-calendar = Add to calendar
button-notice = Notice
button-change = Change
button-cancel-event = Cancel event
button-open-event = Open
published-told = Published, sent to { $reached }.
published-already = It is published already.
published-unreachable = { $count } cannot be reached (not joined, or blocked). Please tell them.
published-quiet = It is quiet hours now: cards go out from { $at }.
calendar-file = Open the file to add it to your calendar: { $title }
notice-file = Notice: { $title }

# Changes and cancellation
change-done = { $told ->
    [0] Changed.
   *[other] Changed, { $told } are told.
  }
change-done-already = It is changed already.
changed-title = Changed: { $title }, { $when }
cancel-title = Cancel "{ $title }"
cancel-ask-reason = Why is it cancelled? Type the reason and it is cancelled and everybody told. E.g. the room is under repair
cancel-done = Cancelled, { $told } are told.
cancel-not-done = All right, it is not cancelled.
button-cancel-without = Cancel without a reason
button-cancel-not = Do not cancel
cancelled = Cancelled: "{ $title }", { $when }.
cancelled-because = Cancelled: "{ $title }", { $when }. Reason: { $reason }
uninvited = Your branch is no longer invited to "{ $title }", { $when }.
nothing-to-change = There is no event to change.
nothing-to-cancel = There is no event to cancel.
which-event = Which one?

# The agenda
agenda-title = 📅 Agenda
agenda-empty = Nothing is planned.
agenda-how-to-add = To plan something, e.g. schedule Fri 3pm Study @Old Hall
agenda-item = { $when }  { $title }
button-agenda = { $when } { $title }
button-agenda-answered = { $when } { $title } · { $answer }
button-agenda-waiting = { $when } { $title } · on the waiting list
button-agenda-silent = { $when } { $title } · no reply yet
button-past = Past events
past-title = 📅 Past events
past-empty = Nothing has been held yet.
button-past-recorded = { $when } { $title } · recorded
button-past-open = { $when } { $title } · not recorded yet

# The calendar feed
feed-title = 📆 In your calendar
feed-what = You get a private address; your phone's calendar then follows the events by itself. It is yours alone, please do not pass it on.
feed-made = The address is shown this once. Please add it to your calendar now and do not pass it on:
feed-link = { $link }
feed-there = You have an address already. If it is lost or was passed on, make a new one; the old one stops at once.
feed-revoked = The address is switched off, calendars no longer follow.
button-feed-make = Give me an address
button-feed-renew = Make a new one
button-feed-revoke = Switch off
calendar-name = Jiedui

refusal-nothing-to-publish = Nothing waits to be published. To schedule, e.g. schedule Friday 3pm Party history @Old Campus
refusal-event-begun = The event has begun and can no longer be changed.
refusal-nothing-changed = Nothing has changed yet.
refusal-changed-meanwhile = Somebody has just changed this event. Please open it again and look before you change it.
refusal-cancel-reason-too-long = That reason is too long, please keep to { $longest } characters.

trail-event-published = published "{ $event }"
trail-event-changed = changed "{ $event }"
trail-event-moved = moved "{ $event }" from { $old } to { $new }
trail-event-cancelled = cancelled "{ $event }"
trail-feed-made = made a new calendar address
trail-feed-revoked = switched off the calendar address
