### Partnerships and their groups

menu-pairs = See and change partnerships
menu-newpair = Found a pair
menu-newcoop = Found a cooperative
menu-bind = Said in a group: bind it to a partnership
menu-unbind = Said in a group: let it go

label-kind = Kind
label-branches = Branches
label-lead = Lead
label-agreed = Agreed
label-ends = Ends
label-zone = Time zone
label-language = Language
label-groups = Groups
label-digest = Digest
label-quiet = Quiet hours
label-verbatim = { $text }

partnership-next = Next: tap "Groups" to bring in your group chat, and "Invite secretaries and members" to let people in.
said-none = none
said-kept = Changed.
language-named = { $code ->
    [en] English
   *[zh] 中文
  }
language-zh = 中文
language-en = English
digest-when = { $weekday ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
  } { $at }
quiet-hours = { $start } to { $end }

button-never-mind = Never mind
button-back = Back
button-page-before = Previous
button-page-after = Next
never-minded = Fine, nothing was changed.

partnerships-title = { $count ->
    [one] 1 partnership
   *[other] { $count } partnerships
  }
partnerships-none = There is no partnership yet. Tap below to found one.
partnership-title = 🤝 { $name }
button-new-pair = New pair
button-new-cooperative = New cooperative
button-rename = Rename
button-set-agreed = Agreed on
button-set-ends = Ends on
button-set-branches = Branches
button-set-lead = Lead branch
button-set-groups = Groups
button-set-zone = Time zone
button-set-language = Language of its groups
button-invite-people = Invite secretaries and members
button-dissolve = Dissolve
partnership-ask-term = { $term_code ->
    [agreed] When was it agreed? E.g. 2018-07-01; send "none" if there is no date.
    [ends] When does it end? E.g. 2028-06-30; send "none" if there is no date.
    [zone] Choose a time zone or type one, e.g. Asia/Shanghai
   *[name] Please send the new name.
  }
partnership-ask-lead = Which branch leads?
partnership-ask-language = Which language is spoken in its groups?
partnership-ask-dissolve = Once "{ $name }" is dissolved there are no more reminders and digests, and its groups are let go. All records stay.
partnership-dissolved = Dissolved.
partnership-branches-title = { $name }: branches
partnership-branches-hint = Tap to let a branch in or take it out; type the name of a new one.
partnership-pair-is-full = A pair has two branches. To change one, take one out first.
button-take-out = Take out { $name }
button-let-in = Let in { $name }

founding-ask-name = New { $kind }: please send its name. Or all at once, e.g. Red Pair: Office Branch, Village Branch
founding-title = New { $kind }: { $name }
founding-ask-branches = { $kind_code ->
    [pair] Choose two branches, the first leads; type the name of a new one.
   *[cooperative] Choose the branches, the first leads; type the names of new ones, with commas between them.
  }
button-pick = { $chosen ->
    [1] ✓ { $name }
   *[0] { $name }
  }
button-found = Found it
founding-done = Founded.
founding-ask-own-branch = Founded. Which branch do you belong to yourself?
founding-own-branch-kept = Noted.
button-no-branch = None of them

groups-title = { $name }: groups
groups-hint = Boards and digests are posted to these groups. On Telegram: add me to the group and send /bind there.
group-on-channel = { $title } ({ $channel })
group-unnamed = a group without a name
group-is-bound = bound
button-web-group = Open a group page
button-telegram-group = Add to a Telegram group
button-let-group-go = Let go of { $name }
bind-which = To which partnership does this group belong?
group-bound = Good. From now on the boards and digests of "{ $partnership }" come here.
group-let-go = Let go. Nothing more is posted to this group.
group-page-opened = The group page is open. Send its link to everyone.


refusal-pair-takes-two = A pair joins two branches, this would be { $given }. For more, use "newcoop".
refusal-too-few-branches = It takes at least two branches, this would be { $given }. E.g. newcoop Cooperative: Office Branch, Agronomy Branch
refusal-agreement-backwards = It would end ({ $ends_on }) before it was agreed ({ $agreed_on }). Please look again.
refusal-zone-unknown = There is no time zone "{ $word }". E.g. Asia/Shanghai
refusal-partnership-has-events = { $count ->
    [one] One activity is
   *[other] { $count } activities are
  } still to come. Cancel them, or wait until they are over.
refusal-lead-must-stay = { $branch } leads. Let another branch lead first, then take it out.
refusal-no-partnership-yet = There is no partnership yet. Send me "newpair" or "newcoop" in private first.
refusal-group-not-bound = This group is not bound.
refusal-already-bound = This group belongs to "{ $partnership }" already.
refusal-bound-by-settings = This group is connected by the configuration file: please ask the operator to take it out of [wecom_groups].
refusal-only-in-groups = Please send this in the group.
refusal-still-waiting = Your secretary has not confirmed you yet. You will be told as soon as that is done.

trail-partnership-founded = founded the { $kind } "{ $partnership }"
trail-partnership-renamed = renamed the partnership "{ $old }" to "{ $new }"
trail-partnership-term = set the term of "{ $partnership }" to { $agreed } – { $ends }
trail-partnership-lead = let { $branch } lead "{ $partnership }"
trail-partnership-zone = set the time zone of "{ $partnership }" to { $zone }
trail-partnership-language = set the language of the groups of "{ $partnership }" to { $language }
trail-branch-joined = let { $branch } into "{ $partnership }"
trail-branch-left = took { $branch } out of "{ $partnership }"
trail-partnership-dissolved = dissolved "{ $partnership }"
trail-group-bound = bound the group "{ $group }" to "{ $partnership }"
trail-group-released = let go of the group "{ $group }"
trail-restored = restored the data from a copy, { $count ->
    [one] one message
   *[other] { $count } messages
} in doubt
told-restored = The data was restored from a copy; its newest record is of { $newest }. What was scheduled, changed, answered or joined after that is gone: please look through "agenda" and the rosters, and do again what is missing.
told-restored-empty = The data was restored from a copy in which nothing had happened yet.
told-restored-doubt = { $count ->
    [one] One message was due before that and may have been sent; I did not send it again. It is listed under /deliveries.
   *[other] { $count } messages were due before that and may have been sent; I did not send them again. They are listed under /deliveries.
}
told-restored-cards = Cards sent after that are better not tapped any more; go by the new ones.
told-group-lost = I can no longer write in the group "{ $title }". I may have been removed, or its topic deleted. Please add me again and send /bind there.
