"""WeCom (企业微信): a smart robot, a self-built app, robots of groups. Channels of their own, loaded where set up."""
