"""The deeds of this app, as the auditor reads them."""

SENTENCES = {
    "documents.take_number": "取用了文号{object}",
    "documents.void_number": "作废了文号{object}：{reason}",
    "documents.issue": "印发了{object}",
    "documents.replace_template": "更换了{object}",
    "documents.restore_template": "恢复了内置模板，记为{object}",
    "documents.attach": "上传了一个附件",
}
