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

button-directory = Choose from WeCom's directory
directory-ask = Which department of the directory is “{ $branch }”? Tap it, or type its name. Those beneath it count in.
directory-more = { $count ->
    [one] There is one more
   *[other] There are { $count } more
  }; please type more of the name.
directory-department = { $name } ({ $number })
roster-left-out = { $count ->
    [one] One cannot
   *[other] { $count } cannot
  } be imported:
roster-flaw-there = { $name }: { $reasons }
roster-flaw-unnamed = Somebody without a name: { $reasons }
roster-next-there = Nobody needs an invitation: activities go straight to “{ $robot }” in their WeCom.

refusal-several-called = the branch has several people of this name
refusal-waits-to-come-in = asks to join already; please admit them first
refusal-in-another-branch = is in another branch; to move them, tap “Change branch” on their card
refusal-no-directory = No WeCom directory is connected here. A roster can be sent as a file: /import
refusal-directory-away = WeCom does not answer; nothing has changed. Please try again in a while.
refusal-directory-shut = WeCom does not let me read its directory; nothing has changed. Whoever looks after me should run jiedui check.
refusal-department-unknown = There is no “{ $word }” in the directory, or the app does not see it. Please type a department's name or number.
refusal-department-unclear = Several are called “{ $word }”: { $names }. Please write the number.
