### Members, roles and invitations

menu-members = See the roster of your branch
menu-addmember = Add a member
menu-handover = Hand over your role
menu-invite = Invite people to the branch
menu-link = A personal link for a member
menu-quit = Leave the branch
example-addmember = addmember Ann Lee, probationary
example-link = link Ann Lee

label-category = Category
label-role = Role
label-account = Account
label-open-until = Good until
reach-joined = joined
reach-not-yet = not yet
reach-lost = out of reach

roster-title = Roster of { $branch }: { $count }, of whom { $joined } joined
roster-left-title = { $branch }: { $count } left
roster-empty = The roster is empty. Import one, or invite people.
roster-entry = { $name } · { $category }{ $role_code ->
    [member] {""}
   *[other] { " · " }{ $role }
  } · { $reach }
button-members = Members
button-invite = Invite
button-add-member = Add a member
button-import = Import a roster
button-former-members = Those who left
button-waiting = { $count } waiting
branch-ask-which = Which branch?

member-title = 👤 { $name }
member-has-left = Has left.
member-of-branch = { $name } ({ $branch })
member-ask-new = Please send the name and category, e.g. Ann Lee, probationary. Without a category it is a full member.
member-ask-name = How is the name written?
member-ask-category = Which category is { $name }?
member-ask-role = Which role has { $name }?
member-ask-branch = To which branch does { $name } change?
member-ask-remove = Take { $name } off the roster? No more activities will be sent to them; all records stay.
member-ask-cut-off = Cut off the accounts of { $name }? The devices used so far no longer speak for them, and their links and calendar address stop working; they can join again.
choice = { $chosen ->
    [1] ✓ { $value }
   *[0] { $value }
  }
button-category = Category
button-personal-link = Personal link
button-move-branch = Change branch
button-role = Role
button-cut-off = Cut off accounts
button-remove = Take off the roster
button-bring-back = Bring back
button-forget = Erase their data
member-ask-forget = Erase the data of { $name }? Name, accounts and chat will be gone for good; the head counts of past activities stay.
forget-done = Erased.
button-hand-over = Hand over
button-leave = Leave
said-appointed = Good, { $name } is now a { $role }.
said-removed = { $name } was taken off.
said-brought-back = { $name } is back.
handover-ask = Who takes over as { $role }? Only those who joined are listed.
handover-nobody = There is nobody yet who could take over as { $role }. Invite them first.
handover-sure = Hand over to { $name } as { $role }? You will be an ordinary member.
handover-done = { $name } is now the { $role }. Thank you for your work.
leave-sure = Leave { $branch }? No more activities will be sent to you; all records stay.
leave-done = You have left { $branch }. Tell me whenever you would like to come back.

invite-title = { $role_code ->
    [secretary] An invitation for the secretary of { $branch }
   *[other] An invitation to { $branch }
  }
invite-hint = Send the link to everyone, or print the picture for the notice board.
invite-secretary-hint = This link opens once. Please send it to the secretary only.
name-of-several = { $name } ({ $category })
channel-named = { $channel ->
    [telegram] Telegram
    [wecom] WeCom
    [wecom-app] WeCom app
    [wecom-hook] WeCom group
    [web] Web
   *[other] { $channel }
  }
way-by-words = Send to “{ $robot }”: join { $code }
button-live-links = Links that open
button-invite-secretary = Invite the secretary
personal-title = The personal link of { $name }
personal-hint = Whoever opens it is taken for this person: please send it to nobody else. It opens { $uses ->
    [one] once
   *[other] { $uses } times
  } at most.
personal-ask-name = For whom? Please send the name.
personal-which = There are several of this name. Which one?
links-title = { $branch }: { $count ->
    [one] 1 link opens
   *[other] { $count } links open
  }
links-none = None.
link-entry = { $place }. { $personal ->
    [1] Personal link of { $whom }
   *[0] Invites a { $whom }
  }, made by { $by } on { $made }, used { $uses ->
    [one] once
   *[other] { $uses } times
  }, until { $until }
button-revoke = Revoke { $place }
link-revoked = Revoked. This link no longer opens.

refusal-last-coordinator = You are the only coordinator. Send "handover" first, or appoint another coordinator.
refusal-secretary-needs-branch = A secretary needs a branch. Let them change to one first.

trail-house-claimed = claimed the house as coordinator
trail-member-added = added { $member }
trail-member-renamed = corrected the name of { $member }
trail-member-category = changed { $member } from { $old } to { $new }
trail-member-moved = let { $member } change to { $to }
trail-member-cut-off = cut off the accounts of { $member }
trail-member-role = made { $member }, a { $old } before, a { $new }
trail-member-left = { $member } left
trail-member-removed = took { $member } off the roster
trail-member-came-back = { $member } came back
trail-member-asked = { $member } asked to join { $branch }
trail-member-joined = { $member } joined
trail-member-admitted = let { $member } in
trail-member-recognised = said that a request was { $member } of the roster
trail-member-turned-away = turned { $member } away
trail-member-erased = erased their own data
trail-former-erased = erased somebody who had left, as they asked
trail-invitation-made = made an invitation to { $branch } ({ $role })
trail-link-made = made a personal link for { $member }
trail-link-revoked = revoked a link of { $branch }
trail-roster-imported = imported a roster of { $branch }, { $count ->
    [one] 1 change
   *[other] { $count } changes
  }
