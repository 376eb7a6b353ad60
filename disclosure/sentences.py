"""The deeds of this app, as the auditor reads them."""

SENTENCES = {
    "disclosure.publish": "公示了{object}",
}
