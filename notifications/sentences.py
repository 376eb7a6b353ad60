"""What this floor's deeds are called in the audit."""

SENTENCES = {
    "notifications.subscribed": "要求按期邮寄{what}",
    "notifications.unsubscribed": "不再邮寄{what}",
}
