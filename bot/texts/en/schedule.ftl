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
