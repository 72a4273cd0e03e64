### Joining a branch

label-name = Name
label-branch = Branch

join-title = Hello, this is an invitation of { $branch }
join-ask-name = Please tell me your name.
join-ask-both = Hello, I am Jiedui. I help branches study together. Please tell me your name and branch, e.g. Ann Lee, Office Branch
join-sure-ask = Is that right? Then I will ask the secretary.
join-sure-known = This name is on the roster. Is it you?
join-sure-secretary = You are the secretary of this branch, right?
join-asked = Good. I have asked the secretary of { $branch } and will tell you at once.
button-i-am = I am { $name }
button-its-me = That is me
button-not-me = Not me

welcome-title = Hello { $name }, you are in { $branch } now
welcome-next = Activities will come here; one tap answers them. Send "help" to see what else you can do.
welcome-secretary = You are a branch secretary: send "members" for the roster, "invite" to let people in.
button-me = Me

approval-title = 🙋 { $name } would like to join { $branch }
approval-hint = Nobody on the roster has this name.
approval-hint-same = Somebody on the roster has a similar name. If it is the same person, tap their name.
approval-settled = This request has been answered.
approval-who = Who on the roster is { $name }?
button-admit = Agree
button-turn-away = Not of our branch
button-same-as = This is { $name } of the roster
button-same-as-other = Somebody else of the roster
said-admitted = Good, { $name } is in.
said-turned-away = Good, { $name } was told.
waiting-title = { $branch }: { $count } waiting

move-ask = You are in { $here }. Would you like to change to { $there }? Your present secretary has to agree.
button-ask-move = Ask to change to { $branch }
move-request = { $name } would like to change to { $branch }. Do you agree?
button-let-move = Agree

come-back = Hello, you left { $branch }. If you would like to come back, I will ask the secretary.
button-come-back = Ask to come back

told-turned-away = The secretary could not find you on the roster. Please check the branch and tell me your name and branch again.
told-removed = You are no longer on the roster of { $branch } and will not be sent its activities. If that is a mistake, please ask your branch secretary.
told-appointed = { $name }, you are now a { $role }. Send "help" to see what you can do.
told-moved-branch = { $name }, you are in { $branch } now. Activities will come as your new branch has them.
told-came-by-move = { $name } has changed to { $branch }.

refusal-not-introduced = I did not understand. Please write your name together with your branch, e.g. Ann Lee, Office Branch
refusal-already-in = You are in { $branch } already.
refusal-already-somebody = This device is signed in as { $name }. Please open the link on your own phone.
refusal-already-decided = This request has been answered.
refusal-same-branch = Already in { $branch }.
