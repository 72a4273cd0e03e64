### Shared by all

category-full = full member
category-probationary = probationary member
category-prospect = prospective member
category-activist = applicant
category-public = volunteer

role-member = member
role-secretary = branch secretary
role-coordinator = coordinator

level-branch = branch
level-general = general branch

partnership-kind-pair = pair
partnership-kind-cooperative = cooperative

kind-lecture = party lecture
kind-themed-day = themed party day
kind-general-meeting = general meeting
kind-committee = committee meeting
kind-group-meeting = party group meeting
kind-study = study session
kind-science = science outreach
kind-volunteering = volunteering
kind-visit = visit
kind-forum = forum
kind-other = activity

answer-yes = coming
answer-no = on leave
answer-maybe = not sure yet

reason-travel = travelling
reason-ill = ill
reason-work = busy at work
reason-other = other

# When something goes wrong
error-ours = That did not work. What you wrote is still there, please try again. (No. { $number })
refusal-too-many-words = That is too long for one message. Please send it in several, each within { $most } characters.
refusal-card-too-old = This card can no longer be used. Send "agenda" for the newest.
refusal-only-in-private = Please tell me this in private.
refusal-not-known = Hello, I do not know you yet. Please open the invitation link your branch secretary sent you, or tell me your name and branch.
