### Me, my data, help, trail

menu-me = See how you are registered, change settings
menu-language = Change the language
menu-quiet = Set your quiet hours
menu-mydata = See, export or erase your data
menu-trail = See who changed what
example-quiet = quiet 22:00-7:00

label-accounts = Signed in
me-title = 👤 { $name }
me-ask-language = Which language shall I speak to you?
me-ask-quiet = When should I leave you in peace? Tap one or type it, e.g. 22:00-7:00
language-of-partnership = As the partnership
quiet-as-partnership = As the partnership
quiet-never = Any time is fine
button-language = Language
button-quiet = Quiet hours
button-other-device = Use elsewhere too
button-my-data = My data
button-hand-over-role = Hand over as { $role }
other-device-title = Use elsewhere too
other-device-hint = Open it on another phone or computer and you are signed in there too. It opens once; please do not pass it on.

data-title = 🗂 What I keep of you
data-who = Name, branch, category, role, language, quiet hours.
data-counts = Accounts: { $accounts }. Answers: { $answers }. Check-ins: { $came }. Records of messages sent to you: { $messages }.
data-trail = Recorded changes that concern you: { $count }.
data-not = No telephone numbers, identity numbers or locations.
data-exported = This is everything I keep of you.
button-export = Export
button-erase = Erase
erase-ask = Your name, accounts, chat and reasons of leave will be gone for good. The head counts of past activities stay.
erase-ask-again = Once more: really erase everything?
button-erase-step = { $step ->
    [1] Erase my data
   *[2] Really erase
  }
erase-done = Everything is erased. Thank you, and goodbye.

help-title = What you can say
help-answers = When an activity comes, one tap answers it; or type: coming, on leave: ill, not sure
help-for = [{ $role_code ->
    [coordinator] Coordinators
    [secretary] Branch secretaries
   *[member] Everyone
  }]
help-entry = { $word }: { $about }
help-example = E.g. { $example }

trail-title = 🧾 Changes (page { $page } of { $pages })
trail-empty = Nothing yet.
trail-at = { $at }
trail-did = { $by }: { $what }
trail-house = The bot
