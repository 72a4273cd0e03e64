wecom-submit = 提交
