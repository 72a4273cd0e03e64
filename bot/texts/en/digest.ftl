### The weekly digest

digest-title = 📅 This week · { $name } · { $days }
digest-held = Held: { $count }
digest-held-all = · { $day } { $title } · { $came }/{ $expected } came ({ $branches })
digest-held-one = · { $day } { $title } · { $came }/{ $expected } came
digest-held-unknown = · { $day } { $title } · attendance not confirmed yet
digest-branch = { $branch } { $came }/{ $expected }
digest-ahead = In the next seven days: { $count }
digest-ahead-one = · { $at } { $title } · { $answered }/{ $invited } answered
digest-todo = To do
digest-unrecorded = · Attendance of { $title }, { $day }, to be confirmed (host: { $host })
digest-waiting = { $count ->
    [one] · 1 person asked to join and waits for a branch secretary
   *[other] · { $count } people asked to join and wait for a branch secretary
}
digest-more = · and { $count } more
digest-empty = Nothing was held, and nothing is planned for the next seven days.
digest-note = From the coordinator: { $words }

# Shown to the coordinator before it goes out
digest-preview = { $groups ->
    [one] Preview: goes to 1 group at { $at }. You need not do anything.
   *[other] Preview: goes to { $groups } groups at { $at }. You need not do anything.
}
digest-preview-skipped = Preview: this one will not be posted.
button-digest-skip = Skip this one
button-digest-unskip = Post it after all
button-digest-note = Add a sentence
digest-note-wanted = Type the sentence to add at the end ({ $longest } characters at most). Send "-" to take it away again.
refusal-digest-gone = This one is done ({ $closed_at }) and can no longer be changed.
refusal-note-too-long = That is too long: { $longest } characters at most.

digest-which = Whose digest?
digest-nowhere = Your branch is in no partnership yet, so there is no digest.

became-posted = posted
became-empty = nothing to tell, not posted
became-skipped = skipped by the coordinator
became-missed = missed while the bot was down; the next one tells it

menu-digest = This week at a glance
trail-digest-skipped = skipped the digest of "{ $partnership }" (week of { $week })
trail-digest-unskipped = restored the digest of "{ $partnership }" (week of { $week })
trail-digest-note = added a sentence to the digest of "{ $partnership }"
