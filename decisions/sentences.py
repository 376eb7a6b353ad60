"""The deeds of this app, as the auditor reads them."""

SENTENCES = {
    "decisions.record_meeting": "登记了{object}，议题{items}个",
}
