"""What the deeds of this app are called in a timeline, and its promise."""

from deadlines.rules import Kind
from riskpoints.enums import REVIEW_KIND

REVIEW = Kind(REVIEW_KIND, "风险点复核")

SENTENCES = {
    "riskpoints.created": "登记了风险点",
    "riskpoints.changed": "改动了风险点，成为第{version}版",
    "riskpoints.passed_on": "办完{done}，送{to}",
    "riskpoints.registered": "组织审查通过（第{version}版，等级{level}），列入风险库",
    "riskpoints.catalogue_sent": "报送了分级目录，共{points}个风险点",
    "riskpoints.catalogue_approved": "批准了分级目录",
    "riskpoints.catalogue_returned": "退回了分级目录：{reason}",
    "riskpoints.export_catalogue": "导出了分级目录{rows}行",
    "riskpoints.review_asked": "有{changes}，要求复核",
    "riskpoints.reviewed": "复核过，仍然合适",
    "riskpoints.sent_back": "在{stage}时退回：{reason}",
    "riskpoints.retired": "退出风险库：{reason}",
    "riskpoints.measure_added": "新增措施“{measure}”",
    "riskpoints.measure_changed": "改动措施“{measure}”",
    "riskpoints.measure_ended": "停止措施“{measure}”：{reason}",
    "riskpoints.executed": "登记{done_on}落实“{measure}”",
    "riskpoints.imported": "从文件“{file}”导入风险点：新增{created}个，改动{changed}个，涉及{units}个单位",
    "riskpoints.library_stocked": "向示例库载入示例风险点{examples}条",
}
