wecom-submit = Send
