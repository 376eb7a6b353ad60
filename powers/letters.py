"""What the deeds of this app are called in a timeline, and its promise."""

from deadlines.rules import Kind

CASE = Kind("power_case", "办件")  # a paused one has no promise until the correction is there

SENTENCES = {
    "powers.created": "填写了职权",
    "powers.changed": "改动了职权，成为第{version}版草稿",
    "powers.reviewed": "审核了职权的合法性",
    "powers.confirmed": "确认了职权（第{version}版），列入职权目录",
    "powers.to_regularise": "要求规范：{reason}",
    "powers.cancelled": "取消了职权：{reason}",
    "powers.adjusted": "登记了精简调整：{kind}，依据{document}",
    "powers.case_accepted": "受理了一件：{power}",
    "powers.cases_imported": "从文件“{file}”导入办件{cases}件",
    "powers.export_cases": "导出了办件台账，共{rows}件",
    "powers.case_step": "登记了{deed}",
    "powers.discretion_set": "填写了裁量基准“{table}”，成为第{version}版草稿",
    "powers.discretion_removed": "删去了裁量基准“{table}”，成为第{version}版草稿",
    "powers.headings_remembered": "说明了{headings}个表头对应哪一栏，以后同样的表照此读取",
    "powers.imported": "从文件“{file}”导入职权：新增{created}项，改动{changed}项，涉及{units}个单位",
    "powers.library_stocked": "向示例库载入示例职权{examples}条",
}
