### Pictures, sheets, documents and calendar files

turnout-subtitle = Last { $weeks } weeks · came/expected · dates are Mondays
turnout-month = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
turnout-legend = nothing held that week

poster-title = Scan to join
poster-step-1 = Open it with your phone’s camera
poster-step-2 = Type your name
poster-step-3 = Done: invitations come to your phone
poster-last-day = Valid until { $day }

calendar-speaker = Speaker: { $value }
calendar-host = Held by: { $value }
calendar-reason = Cancelled because: { $value }
calendar-cancelled = Cancelled: { $title }

outcome-came = came
outcome-excused = on leave
outcome-absent = absent
way-self = checked in
way-confirmed = confirmed by secretary
way-walk-in = walked in

sheet-person-remark = { $name } ({ $remark })
sheet-fact-title = Activity: { $value }
sheet-fact-kind = Kind: { $value }
sheet-fact-time = Time: { $value }
sheet-fact-place = Place: { $value }
sheet-fact-speaker = Speaker: { $value }
sheet-fact-host = Held by: { $value }
sheet-figures = Expected { $expected }, came { $came }, on leave { $excused }, absent { $absent }, guests { $guests }
sheet-figures-blank = Expected ____, came ____, on leave ____, absent ____, guests ____
sheet-excused = On leave: { $people }
sheet-absent = Absent: { $people }

sign-in-tab = Sign-in sheet
sign-in-title = Sign-in sheet: { $branch }
sign-in-guests = Guests
sign-in-column-number = No.
sign-in-column-name = Name
sign-in-column-category = Category
sign-in-column-signature = Signature
sign-in-column-time = Time
sign-in-column-remark = Remarks

# Files received
refusal-file-not-fetched = The file did not arrive. Please send it again.
refusal-file-too-large = The file is too large: { $most } MB at most. Please keep only name, branch, category and role, and send it again.
refusal-file-unpacks-too-large = Opened, this workbook takes more than { $most } MB, so it was not read. Please remove pictures, keep the roster and send it again.
refusal-too-many-rows = The table is too long: { $most } rows at most. Please delete empty rows or send it in parts.
refusal-old-excel-file = This is an old Excel file (.xls). Please save it as .xlsx and send it again.
refusal-encrypted-file = This file has a password. Please remove it and send the file again.
refusal-file-unreadable = This is not a table I can read. Please send an .xlsx or .csv file; there is a template to download.
refusal-no-name-column = There is no column called “name”. At the top I see: { $seen }. Please give that column the heading “name”.
refusal-no-rows = There is nobody in this table. Please fill in one row a person under the heading.

# One row of a roster
refusal-name-missing = no name
refusal-name-too-long = the name has more than { $longest } characters
refusal-name-odd = the name has “{ $sign }” in it; write the name only
refusal-branch-missing = no branch
refusal-branch-unknown = there is no branch called “{ $word }”
refusal-branch-misspelt = there is no branch called “{ $word }”; do you mean “{ $closest }”?
refusal-branch-not-yours = “{ $word }” is looked after by its own secretary; you cannot change it
refusal-category-unknown = “{ $word }” is no category; write: full member, probationary member, prospective member, applicant, volunteer
refusal-role-unknown = “{ $word }” is no role; write: member, branch secretary
refusal-role-too-high = only a coordinator can name coordinators
refusal-twice-in-file = the same as row { $first }; if they are two people of one name, tell them apart, e.g. Zhang Wei (elder)

# The roster's template
roster-tab = Roster
roster-notes-tab = How to fill it in
roster-column-name = Name
roster-column-branch = Branch
roster-column-category = Category
roster-column-role = Role
roster-note-1 = Fill in one row a person on the sheet “Roster” and send me the file. Only the name is needed.
roster-note-2 = Without a branch it is your own. Without a category it is a full member. Without a role it is a member.
roster-note-3 = Category, role and branch can be picked from the list in each cell.
roster-note-4 = Please leave out telephone and identity card numbers: I do not keep them.
roster-note-5 = Changed something later? Send it again: people are updated, never doubled. Examples:
roster-example-name = { $number ->
    [1] Zhang San
   *[2] Maimaiti Aili
}

# The notice and the record of an activity
paper-day = { $day } { $month } { $year }
notice-title = Notice: { $title }
notice-to = To { $branches }:
notice-opening = Please see the arrangements below and come with your members in good time.
notice-point = { $number }. { $text }
notice-seats = Seats: { $value }
notice-reply = Please reply before { $value }
record-title = Record of activity
record-title-late = Record of activity (made afterwards)
record-branch = Branch
record-year = Period
record-period = { $year }, quarter { $quarter }, month { $month }
record-kind = Kind
record-count = Meeting
record-nth = no. { $nth }
record-nth-blank = no. ____
record-planned = Planned
record-actual = Actual
record-length = Length
record-place = Place
record-topics = Topics
record-chair = Chair
record-recorder = Recorder
record-speaker = Speaker
record-host = Held by
record-figures = Figures
record-excused = On leave
record-absent = Absent
record-guests = Guests
record-content = Contents
record-decisions = Resolutions
record-attachments = Attachments
record-review = Review
record-returned = Returned for
