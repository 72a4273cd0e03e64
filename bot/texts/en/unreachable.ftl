### Whom no message reaches, told to their branch secretary

unreachable-title = ☎ Out of reach: { $count } · { $branch }
unreachable-names = { $names }{ $more }
unreachable-more = , and { $count } more
unreachable-event = They cannot be told of "{ $title }" ({ $at }). Give them a call and answer for them, or send them the invitation link: opening it once is enough.
