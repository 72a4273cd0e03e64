### Importing a roster

menu-import = Import a roster file

button-template = Download a template
roster-ask-file = Please send me the roster (.xlsx or .csv). Only the name is needed; there is a template to fill in.
roster-template-hint = Fill it in and send it to me.
roster-checked = 📋 Please check the roster
roster-counts = New: { $added }. Updated: { $updated }. Back again: { $returned }. Unchanged: { $same }.
roster-assumed = Without a category and taken as full members: { $count }
roster-private = These columns are not kept and were not read: { $columns }
roster-ignored = These columns were not used: { $columns }
roster-flawed = { $count ->
    [one] One row cannot
   *[other] { $count } rows cannot
  } be imported. Mend and send the file again:
roster-flaw = Line { $line } { $name }: { $reasons }
roster-flaw-nameless = Line { $line }: { $reasons }
roster-more-flawed = { $count ->
    [one] One more is
   *[other] { $count } more are
  } in the file.
roster-report-name = rows left out
roster-nothing-new = There is nothing to change.
button-confirm-import = Import { $count }
roster-done = Imported
roster-next = Next, send "invite" to let people in.

refusal-several-called = the branch has several people of this name
