### Reminders

reminder-silent = { $kind_code ->
    [other] We have not heard yet whether you are coming on { $day }. One tap is enough.
   *[any] We have not heard yet whether you are coming to the { $kind } on { $day }. One tap is enough.
}
reminder-undecided = { $kind_code ->
    [other] You were not sure yet about { $day }. Do you know now?
   *[any] You were not sure yet about the { $kind } on { $day }. Do you know now?
}
reminder-coming = { $days ->
    [0] Today
    [1] Tomorrow
   *[other] In { $days } days
} ({ $at }){ $place }: { $title }.
reminder-place = , { $place }
reminder-cannot-come = Cannot come after all?
reminder-call = If you cannot come after all, please tell your branch secretary.
perhaps-repeated = (Perhaps a repeat: if you have had this before, please ignore it.)
button-leave-after-all = Ask leave

# Reminders that were not sent, seen with the replies
replies-missed = { $count ->
    [one] 1 reminder to { $seeks } was not sent: { $why }
   *[other] { $count } reminders to { $seeks } were not sent: { $why }
}
miss-late = the bot was down until it was too late
miss-quiet = quiet hours lasted until it was too late
miss-cap = they had as many messages that day as was agreed
