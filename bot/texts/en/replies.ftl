### How the answers stand; answering for somebody

menu-replies = See who has replied and who has not
menu-proxy = Answer for a member, e.g. answerfor Zhang San yes

button-branch = { $branch }
button-name = { $name }
button-again = Refresh
button-all-branches = All branches
button-replies = Replies
button-answer-for = Answer for someone
button-proxy-answer = { $answer }
button-proxy-said = { $name } ({ $answer })
button-proxy-which = { $name } ({ $category }) · { $title } · { $when }

replies-title = Replies: { $title }
replies-of = { $branch }
replies-branch =
    { $branch }
    { $answered } of { $invited } replied, { $yes } coming, { $no } on leave
replies-yes = Coming { $count }: { $names }
replies-waiting = Waiting { $count }: { $names }
replies-no = On leave { $count }: { $names }
replies-maybe = Not sure { $count }: { $names }
replies-silent = No reply { $count }: { $names }
replies-unreached = Not reached { $count }: { $names }. You could phone, then tap "Answer for someone".
replies-person = { $name } ({ $reason })
replies-person-for = { $name } (answered for them{ $reason })
replies-because = , { $reason }

proxy-title = Answering for someone: { $title }
proxy-whom = For whom of { $branch }?
proxy-what = { $name }, { $when }
proxy-why = What is the reason?
proxy-which = Who and which one do you mean?
proxy-recorded = Answered for { $name }: { $answer }
proxy-waiting = All seats are taken; { $name } is number { $place } on the waiting list.

refusal-nobody-named = Nobody invited to what is coming is called "{ $name }". Please check the name.
