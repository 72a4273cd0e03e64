### Messages that did not get there, for coordinators

# Perhaps not in the group
unsure-title = 📮 { $what } may not have reached the group “{ $group }”
unsure-why = I do not know whether the group has it: { $trouble }. Please have a look.
unsure-board = If it is there, its counts will not change any more; to have them live, send it again.
unsure-settled = 📮 { $what } → group “{ $group }”
decided = { $how }. ({ $by })
decided-itself = That is settled already.
decision-again = It is sent again
decision-dropped = It is not sent
decision-arrived = It has arrived and is not sent again
button-send-again = Send again
button-arrived = It is there

# Deliveries
menu-deliveries = see which messages did not arrive, and send them again
deliveries-title = 📮 Deliveries
deliveries-counts = Waiting { $queued } · late { $late } · not sent { $failed } · not sure { $unknown } · out of reach { $unreachable ->
        [one] 1 person
       *[other] { $unreachable } people
    }
deliveries-fine = Everything went out. There is nothing to do.
deliveries-none-stuck = There is nothing for you to do.
deliveries-item = { $number }. { $name }
    { $why }
delivery-to-group = { $what } → group “{ $to }”
delivery-to-member = { $what } → { $to }
delivery-failed = Not sent: { $trouble } ({ $due })
delivery-unknown = Not sure: { $trouble } ({ $due })
delivery-late = Late: due { $due }, still waiting
delivery-held = Late: due { $due }, did not go through, next try { $retry }
button-not-sent = Do not send
button-numbered-again = { $number } Send again
button-numbered-arrived = { $number } It is there
button-numbered-drop = { $number } Do not send
button-on-the-page = Open the page
decided-later = These are quiet hours: it is sent at { $at }. ({ $by })

# The page of deliveries
web-desk = Deliveries
desk-skip = Skip to what needs you
desk-renew = Refresh
desk-count-queued = Waiting
desk-count-late = Late
desk-count-failed = Not sent
desk-count-unknown = Not sure
desk-count-unreachable = People out of reach
desk-todo = For you to decide
desk-pages = Pages
desk-late = Late
desk-late-hint = These are still waiting and go out as soon as they can. What should not be sent any more can be stopped here.
desk-waiting = Waiting
desk-lost = People out of reach
desk-lost-hint = Their secretaries know. A call helps, or the invitation link once more.
desk-branch = { $branch } · { $count ->
        [one] 1 person
       *[other] { $count } people
    }
desk-no-branch = No branch yet
desk-more = { $count ->
        [one] 1 more person
       *[other] { $count } more people
    }

trouble-cut = the connection broke while it was being sent
trouble-restart = the bot restarted while it was being sent
trouble-restored = it may have been sent before the backup was restored
trouble-refused = something went wrong while it was being sent
trouble-too-late = it waited until it was too late

refusal-too-late-to-send = Its time is over: there is no need to send it any more.
refusal-being-sent = It is being sent at this moment. Look again in a minute.

# What each kind of message is called
sort-of-event = { $sort } “{ $event }”
sort-admitted = Welcome
sort-answer-lost = Lost answer
sort-appointed = News of a new role
sort-approval = Request to join
sort-attendance = Attendance sheet
sort-board = Group notice
sort-came-by-move = News of somebody who came
sort-cancelled = Cancellation
sort-changed = Change
sort-digest = Weekly digest
sort-digest-preview = Preview of the digest
sort-group-lost = News of a lost group
sort-invitation = Invitation
sort-makeup = How to make it up
sort-moved = New time
sort-moved-branch = News of a new branch
sort-promoted = News of a seat
sort-recorded = Turnout
sort-reminder = Reminder
sort-removed = News of leaving the roster
sort-restored = News of a restored backup
sort-transfer = Request to change branch
sort-turned-away = Answer to a request
sort-uninvited = Withdrawn invitation
sort-unreachable = List of those out of reach
sort-unsure = Question about a group
sort-other = Message

trail-delivery-again = had a message that did not arrive sent again: { $member }{ $group } { $event }
trail-delivery-dropped = decided not to send a message: { $member }{ $group } { $event }
trail-delivery-arrived = found that a message had arrived: { $group } { $event }
