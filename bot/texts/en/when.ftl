### Reading times

refusal-no-time = No time found in “{ $text }”. Example: next Friday 3pm
refusal-repeating-time = “{ $text }” comes again and again; please give one of them. Example: next Friday 15:00
refusal-impossible-time = { $reason_code ->
    [hour] “{ $text }” cannot be: a day ends at 24:00. Example: Fri 15:00
    [minute] “{ $text }” cannot be: minutes go up to 59. Example: Fri 15:30
    [part_of_day] In “{ $text }” the hour does not fit the part of the day. Example: 3pm, or 15:00
    [month] “{ $text }” cannot be: a year has 12 months.
    [day_of_month] There is no “{ $text }”: that month has { $limit } days.
    [year] The year in “{ $text }” is out of reach. Example: 1 March 2027
    [lunar_day] There is no “{ $text }”: that lunar month has { $limit } days.
    [lunar_month] There is no “{ $text }” in the next years: that month is not doubled.
    [nth_day] That month has no “{ $text }”.
    [range_backwards] “{ $text }” does not end after it starts. Example: 15:00-16:30
    [clock_gap] The clocks change that day and skip “{ $text }”. Please take another hour.
    [not_before] “{ $text }” is not before the activity starts; please give an earlier time.
   *[too_far] “{ $text }” is too far away; please give a nearer time.
}
refusal-ambiguous-clock = Is “{ $text }” { $afternoon } or { $morning }? Please write it like { $afternoon }.
refusal-time-past = { $offers ->
    [0] “{ $text }” has passed; please give a time to come.
   *[other] “{ $text }” has passed. Do you mean { $suggestion }?
}
refusal-ambiguous-time = Which one does “{ $text }” mean: { $candidates }?
