"""The deeds of this app, as the auditor reads them."""

SENTENCES = {
    "assessment.self_assessed": "报送自评",
    "assessment.checked": "完成核查",
    "assessment.accepted": "阅知核查结果，没有异议",
    "assessment.deemed_seen": "到{due}没有阅知，也没有申诉，视为阅知",
    "assessment.appealed": "就“{item}”申诉",
    "assessment.answered": "答复“{item}”的申诉：{was}分改为{score}分",
    "assessment.approved": "审定，得分{score}",
    "assessment.published": "公布考核结果",
    "assessment.save_scheme": "制定了{object}，共{items}项",
    "assessment.scheme_drafted": "起草了{object}，共{items}项",
    "assessment.scheme_copied": "从{origin}复制，起草了{object}",
    "assessment.scheme_changed": "改了{object}，共{items}项",
    "assessment.scheme_enforced": "施行了{object}，适用于{applies_to}",
    "assessment.scheme_retired": "停用了{object}",
    "assessment.scheme_dropped": "放弃了起草中的{object}",
    "assessment.scheme_export": "导出了{rows}项评分细则",
    "assessment.open_year": "开启了{year}年度考核，新建考核表{sheets}张",
}
