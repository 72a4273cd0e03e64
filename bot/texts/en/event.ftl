### What an event is made of

label-when = When
label-place = Where
label-speaker = Speaker
