### First meetings

hello-claimed = Hello { $name }, you are the coordinator now
hello-claimed-next = First step: set up a partnership. Tap below, or write it at once, e.g. newpair Red Pair: Office Branch, Village Branch
button-my-name = Change my name
hello-stranger = Hello, I am Jiedui. I help branches study together. Please open the invitation link your branch secretary sent you; without one, tell me your name and branch and I will ask the secretary.
hello-arrived = Hello, I am Jiedui. I help partnered branches study together. A coordinator connects this group to a partnership with /bind; activities and the weekly digest are then posted here.
hello-again = Hello { $name }. Activities come here; one tap answers them. Send "help" to see what else you can do.
button-help = Help
button-agenda-open = Agenda
hello-lost = I did not understand. Send "help" to see what I can do.
refusal-code-unknown = This link no longer opens. Please ask your branch secretary for a new one.
refusal-code-expired = This link was good until { $expired_at }. Please ask your branch secretary for a new one.
refusal-code-used-up = This link has been used. Please ask your branch secretary for a new one.
refusal-too-many-guesses = Too many tries. Please try again after { $until }.
refusal-not-allowed = Only a { $needs } may do this.
refusal-not-found = Not found. It may have been removed.
