### 活动的各项

label-when = 时间
label-place = 地点
label-speaker = 主讲
