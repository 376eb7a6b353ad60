"""The deeds of this app, as the auditor reads them."""

SENTENCES = {
    "assessment.save_scheme": "制定了{object}，共{items}项",
    "assessment.open_year": "开启了{year}年度考核，新建考核表{sheets}张",
}
