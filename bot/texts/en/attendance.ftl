### Who came

menu-attend = Note who came

attendance-title = Who came: { $title }, { $on }
attendance-ask = Who came? { $came } stand as having come because they said so; tap a name to change it, type the names of others.
attendance-correct = This has been confirmed. Tap a name to correct it; changes count at once and leave a trail. Type names that are missing.
attendance-branch = { $branch }: { $came } of { $called }
attendance-added = Added: { $names }
attendance-which = Several people are called "{ $name }". Which one came?
attendance-left = Not noted yet: { $names }. Please type them once more afterwards.
attendance-unknown = Not on any roster: { $names }. Note as guests?
attendance-changed = Somebody has just changed the list. Please check it once more.
attendance-done = Confirmed.
attendance-recorded = Recorded:
attendance-figures =
    { $branch }
    { $expected } expected · { $came } came · { $excused } on leave{ $guests }
attendance-outside = Guests: { $names }
attendance-late = Recorded afterwards: more than three days after it ended.

button-attendance = Who came
button-came = ✓ { $name }
button-guest = ✓ { $name } (guest)
button-branch-here = ▸ { $branch }
button-confirm-came = Confirm { $count }
button-guests = { $count ->
    [one] Note 1 guest
   *[other] Note { $count } guests
}
button-no-guests = Leave out
button-same-name = { $name } ({ $branch }, { $category })
button-correct = Correct
button-correct-done = Done
button-sign-in = Sign-in sheet
button-record = Record

makeup = You were on leave for "{ $title }", { $on }. To make it up, please ask your branch secretary for the material, and tell them when you are through.

paper-sign-in = The sign-in sheet of { $branch }.
paper-record = The record of { $branch }. Please fill in what is blank.
paper-which = Of which branch?

trail-attendance-confirmed = confirmed who came to "{ $event }": { $came }
trail-attendance-corrected = corrected who came to "{ $event }" { $member }

refusal-nothing-to-note = No activity hosted by your branch has begun yet. The host notes who came; "past" shows earlier activities.
refusal-not-held-yet = It begins { $starts_at }; who came can be noted from then on.
refusal-not-confirmed = Who came has not been confirmed yet; the record can be made after that.
