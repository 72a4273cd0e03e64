### Settings of reminders and the digest

menu-ladder = When reminders go out
menu-digestset = Digest hour, quiet hours, messages a day

rhythm-title = ⏱ Digest and quiet hours · { $name }
rhythm-typed = You may also type, e.g. Thu 16:30; 22:00-7:00; no quiet hours; at most 3 messages a day
rhythm-which = Of which one?
label-digest-following = Next digest
label-digest-last = Last digest
label-cap = A person gets at most
cap-of = { $most } a day
digest-became = { $at }: { $outcome }
weekday = { $day ->
    [0] Mon
    [1] Tue
    [2] Wed
    [3] Thu
    [4] Fri
    [5] Sat
   *[6] Sun
  }
hour = { $at }
chosen = ✓ { $label }
button-ladder = Reminders
button-rhythm = Digest and quiet hours

ladder-title = ⏱ Reminders · { $name }
ladder-lead = An invitation goes out on publishing; then these reminders follow. Tap one to change it.
ladder-empty = Only the invitation goes out; no reminders follow.
ladder-typed = You may also type, e.g. 3 days before, silent
rung = { $distance } · { $seeks }
rung-lead = When instead?
rung-when = How long before should { $seeks } be reminded?
distance-days = { $count ->
    [one] 1 day before
   *[other] { $count } days before
  }
distance-hours = { $count ->
    [one] 1 hour before
   *[other] { $count } hours before
  }
distance-minutes = { $count ->
    [one] 1 minute before
   *[other] { $count } minutes before
  }
seeks-silent = those who have not answered
seeks-coming = those coming
button-rung-add = Remind { $seeks } once more
button-rung-drop = Take it out
button-ladder-restore = Back to the usual

refusal-rung-unclear = I did not understand "{ $text }". E.g. 3 days before, silent; 1 hour before, coming
refusal-rung-out-of-reach = Reminders go out between { $nearest } minutes and { $furthest_days } days before the start.
refusal-ladder-full = There are { $most } reminders at most; take one out first.
refusal-rhythm-unclear = I did not understand "{ $text }". E.g. Thu 16:30; 22:00-7:00; at most 3 messages a day
refusal-cap-out-of-reach = Between { $least } and { $most } a day.

trail-rhythm-digest = moved the digest of "{ $partnership }" to { $weekday ->
    [0] Mon
    [1] Tue
    [2] Wed
    [3] Thu
    [4] Fri
    [5] Sat
   *[6] Sun
  } { $at }
trail-rhythm-quiet = set the quiet hours of "{ $partnership }" to { $start }–{ $end }
trail-rhythm-cap = set "{ $partnership }" to at most { $most } messages a day
trail-rung-added = added a reminder to "{ $partnership }": { $minutes } minutes before, { $seeks }
trail-rung-dropped = took a reminder out of "{ $partnership }": { $minutes } minutes before, { $seeks }
trail-ladder-restored = brought back the usual reminders of "{ $partnership }"
