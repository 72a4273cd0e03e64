### Branches

menu-branches = See and change branches
menu-newbranch = Make a branch

label-level = Level
label-organisation = Organisation
label-partnerships = Partnerships
label-secretaries = Secretaries
label-members = Members

branches-title = { $count ->
    [one] 1 branch
   *[other] { $count } branches
  }
branches-none = There is no branch yet.
branch-title = 🏷 { $name }
branch-heads = { $heads }, of whom { $joined } joined
branch-ask-new = What is the new branch called? E.g. Agronomy Branch
branch-ask-trait = { $trait_code ->
    [organisation] Which organisation does it belong to? E.g. College of Agronomy; send "none" if there is none.
   *[name] Please send the new name.
  }
branch-ask-close = Once "{ $name }" is closed, nothing can be scheduled with it. All records stay.
branch-closed = Closed.
button-new-branch = New branch
button-organisation = Organisation
button-level = Make it a { $level }
button-close-branch = Close the branch


refusal-branch-name-taken = There is a branch "{ $name }" already.
refusal-branch-has-members = { $count ->
    [one] One member is
   *[other] { $count } members are
  } still in it. Move them to another branch first.
refusal-branch-in-partnership = It still takes part in "{ $partnership }". Take it out first.
refusal-branch-unclear = "{ $word }" may be: { $names }. Please write the whole name.

trail-branch-made = made the branch { $branch }
trail-branch-renamed = renamed the branch "{ $old }" to "{ $new }"
trail-branch-described = { $branch }: { $level }, organisation { $organisation }
trail-branch-closed = closed the branch { $branch }
