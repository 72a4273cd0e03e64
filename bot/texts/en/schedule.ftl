### Scheduling

field-time = time
field-title = title
field-place = place
field-speaker = speaker
field-deadline = reply by
field-seats = seats
field-whom = invited
field-kind = kind
field-host = host

refusal-words-too-long = The { $what } has { $length } characters, at most { $longest } fit. Please send it again, shorter.
refusal-said-twice = You gave the { $what } twice. Please keep one and send it again.
refusal-seats-unclear = I did not understand the seats "{ $words }": a number from 1 to { $most }, please. E.g. max 30
refusal-kind-unknown = There is no kind of activity called "{ $words }". E.g. lecture, themed day, study, visit, other

menu-schedule = Plan an event: schedule Fri 3pm Study @Old Hall
menu-change = Change an event: change place Old Hall
menu-cancel = Drop what is being planned, or cancel an event

holiday-new-year = New Year's Day
holiday-spring-festival = Spring Festival
holiday-qingming = Qingming
holiday-labour-day = Labour Day
holiday-dragon-boat = Dragon Boat Festival
holiday-mid-autumn = Mid-Autumn Festival
holiday-national-day = National Day
holiday-bridge = a day off moved to a holiday

# Asked piece by piece
draft-title = 📋 A new event
draft-title-change = 📋 A change
draft-dropped = All right, nothing is planned.
change-dropped = All right, the event stays as it is.
ask-kind = What kind of activity?
ask-day = Which day? Tap it, or type it, e.g. next Friday 3pm-4:30pm
ask-hour = From what time? Tap it, or type it, e.g. 15:00-16:30
ask-moment = Which one is "{ $words }"? Tap it, or type the time again.
ask-moment-past = "{ $words }" has passed. Do you mean { $start }?
ask-moment-deadline = Reply by "{ $words }": which one? Tap it, or type it again.
ask-title = What is it called? Please type it, e.g. Study of the new plan
ask-place = Where? Tap a place, or type it.
ask-speaker = Who speaks? Please type it.
ask-deadline = Until when may people reply? Please type it, e.g. Thu 18:00, the day before 6pm, 2 hours before
ask-seats = How many seats? Please type it, e.g. 30
ask-whom = Which branches are invited? Tap to add or take away.
ask-host = Which branch hosts it?
ask-branch = Which branch is "{ $name }"?
ask-partnership = Which partnership does it belong to?
ask-field = What is to change? Tap it, or write it at once, e.g. change time Sat 9:00

button-kind = { $kind }
button-hour = { $hour }
button-moment = { $when }
button-neither = neither
button-yes = Yes
button-no = No
button-named = { $name }
button-title-kind = Call it "{ $kind }"
button-leave-empty = Leave empty
button-default = Use the usual
button-whom-all = All branches
button-whom-own = Only ours
button-done = Done
button-branch-on = ✓ { $name }
button-branch-off = { $name }
button-drop-draft = Drop
button-drop-change = Leave as it is
button-publish = Publish
button-edit = Change
button-confirm-change = Confirm
button-field = { $field }

button-month-before = ‹
button-month-after = ›
calendar-month = { $year }-{ $month }
calendar-blank = ·
calendar-day = { $day }
calendar-today = [{ $day }]
calendar-day-off = { $day } off
calendar-day-worked = { $day } wk
weekday-monday = Mo
weekday-tuesday = Tu
weekday-wednesday = We
weekday-thursday = Th
weekday-friday = Fr
weekday-saturday = Sa
weekday-sunday = Su

# Read back before it is published
readback-title = 📋 Please check
readback-name = { $title }
label-title = Title
label-invited = Invited
label-seats = Seats
label-reply-by = Reply by
label-caution = Note
reply-by = { $at }
invited-branch = { $branch } { $heads }
invited-branches = { $branches } ({ $heads } in all)
old-and-new = { $old } → { $new }
nothing-said = none
caution-holiday = That day is { $holiday }
caution-worked-weekend = That day is a weekend worked for a holiday
caution-short-notice = Less than a day until it starts
caution-after-agreement = The agreement ends on { $ends_on }
caution-clash = { $branch } has another event at { $at }
caution-clash-named = { $branch } has "{ $title }" at { $at }

change-title = 📋 Please check the change
change-nothing = Nothing has changed yet. Tap "Change" to choose what to change.
change-asks-again = The time changes: those who have answered are asked again.
change-shows = Everybody's card will show it; no message is sent.
change-tells = Those coming and those who have not answered are told once.

refusal-lasts-too-long = One activity lasts { $longest } days at most. Please schedule a longer one in parts
refusal-hours-missing = "{ $text }" is several days. Please say from what time until when, e.g. 28 Nov 9:00 to 29 Nov 17:00
refusal-deadline-after-start = Replies would close ({ $deadline }) after the start ({ $start }). Please choose an earlier time.
refusal-partner-unknown = No partner branch is called "{ $name }".
refusal-partner-misspelt = No partner branch is called "{ $name }". Do you mean { $closest }?
refusal-no-common-partnership = These branches do not share a partnership. Please plan separate events.
refusal-no-branch-yet = There is no branch yet that could host it. Please set up a partnership first.
refusal-draft-unfinished = Something is still missing. Please answer the question above first.
refusal-starts-in-the-past = { $start } has passed. Please change the time first.
