### Invitations, answers, the group's board

invitation-title = 📌 { $title }
invitation-when = { $when }
invitation-when-where = { $when } · { $place }
invitation-speaker = Speaker: { $speaker }
invitation-seats = { $seats ->
    [one] 1 seat
   *[other] { $seats } seats
}
invitation-reply-by = Please reply by { $at }
invitation-until = You can change this until { $at }
invitation-closed = Replies closed { $at }. For a change, please ask your branch secretary.
invitation-see-newer = The time has changed, please see the newer card below.
event-cancelled = Cancelled.
event-cancelled-because = Cancelled. Reason: { $reason }
event-over = This is over.
moved-lead = The time has changed: { $old } → { $new }. { $rest }Please reply once more.
moved-noted = The time has changed: { $old } → { $new }. { $rest }
moved-only = Nothing else has.{ " " }
moved-also = So has the { $fields }.{ " " }
promoted-lead = A seat is free: you have moved up from the waiting list.

answer-mine = Your answer: { $answer }
answer-leave = You are on leave{ $because }.
answer-leave-made-up = You are on leave{ $because }. Afterwards I will tell you how to make it up.
answer-because = : { $reason }
answer-given-for-you = Your { $by } answered for you: { $answer }{ $reason }
answer-brackets = { " " }({ $words })
answer-waiting = All { $seats } seats are taken; you are number { $place } on the waiting list and will hear as soon as one is free.

answer-lost-title = 🙏 My last answer did not reach you
answer-lost = I got what you wrote at { $at }, but the answer was lost on its way. Look at the agenda, or ask again.

leave-ask = Please choose a reason, or just type it:
leave-noted = Noted, you are on leave: { $title }, { $when }.

button-answer-yes = Coming
button-answer-yes-chosen = ✓ Coming
button-answer-no = On leave
button-answer-no-chosen = ✓ On leave
button-answer-maybe = Not sure
button-answer-maybe-chosen = ✓ Not sure
button-reason = { $reason }
button-event = { $title } · { $when }
button-first-time = First time here? Tap this
button-answer-there = Answer there
board-first-time = First time here? Write “hello” to “{ $robot }” in private.

rsvp-recorded = Noted: { $answer }
rsvp-unchanged = It already says "{ $answer }"; nothing has changed.
rsvp-waiting = All { $seats } seats are taken; you are number { $place } on the waiting list and will hear as soon as one is free.
rsvp-leave-in-group = Noted: on leave. Please tell me the reason in private.
rsvp-confirmed = Noted: { $answer }. { $title }, { $when } (can be changed until { $until }).
rsvp-confirmed-closed = Noted: { $answer }. { $title }, { $when }.
rsvp-confirmed-waiting = { $title }, { $when }: { $waiting }
rsvp-which = Which one do you mean?
rsvp-time-changed = The time has changed. Please look at the new time and reply again.

board-branch =
    { $branch }
    coming { $yes }{ $waiting } · on leave { $no }{ $maybe } · no reply { $silent }
board-maybe = { " · " }not sure { $count }
board-waiting = { " · " }waiting { $count }
board-seats = { $taken } of { $seats } seats taken
board-came = { $branch }: { $came } of { $expected } came{ $guests }
board-guests = { " · " }guests { $count }
board-updated = Updated { $at }
board-closed = Replies closed { $at }
board-over = This has taken place.

trail-answered-for = answered "{ $event }" for { $member }: { $answer }

refusal-rsvp-closed = Replies closed { $closed_at }. For a change, please ask your branch secretary.
refusal-event-cancelled = This one ({ $starts_at }) has been cancelled; no reply is needed.
refusal-event-over = This is over and can no longer be answered. The host branch notes who came.
refusal-not-invited = Your branch, or members of your category, are not invited to this; no reply is needed.
refusal-not-known-here = I do not know you yet. Please tap "First time here?" under the card and tell me your name and branch.
refusal-not-on-leave = You are not on leave, so no reason is needed.
refusal-nothing-under-way = No current activity invites your branch. "past" shows earlier ones.
refusal-nothing-to-answer = Nothing is waiting for your answer right now.
refusal-reason-too-long = That is too long; please keep the reason within { $most } characters.
