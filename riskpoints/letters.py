"""What the deeds of this app are called in a timeline, its promises, and what is told about a screening."""

from django.urls import reverse

from core.dates import cn
from core.gates import DISCIPLINE, Role
from deadlines.rules import Kind
from notifications.outbox import tell_once
from organisations.queries import users_with
from riskpoints.enums import EDITORS, REVIEW_KIND, SCREENING_KIND

REVIEW = Kind(REVIEW_KIND, "风险点复核")
SCREENING = Kind(SCREENING_KIND, "风险排查")

SENTENCES = {
    "riskpoints.created": "登记了风险点",
    "riskpoints.changed": "改动了风险点，成为第{version}版",
    "riskpoints.passed_on": "办完{done}，送{to}",
    "riskpoints.registered": "组织审查通过（第{version}版，等级{level}），列入风险库",
    "riskpoints.catalogue_sent": "报送了分级目录，共{points}个风险点",
    "riskpoints.catalogue_approved": "批准了分级目录",
    "riskpoints.catalogue_returned": "退回了分级目录：{reason}",
    "riskpoints.catalogue_disclosed": "公开了分级目录：公开{points}项，依法不公开{withheld}项",
    "riskpoints.catalogue_withdrawn": "从公示网页撤下了分级目录：{reason}",
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
    "riskpoints.screening_opened": "发起排查，涉及{units}个单位、{assignments}项任务",
    "riskpoints.screening_closed": "结束排查，{left}项未完成{reason}",
    "riskpoints.assignment_passed_on": "办完{done}，送{to}",
    "riskpoints.assignment_finished": "组织审查通过，排查完成（{outcome}）",
    "riskpoints.assignment_sent_back": "在{stage}时退回：{reason}",
    "riskpoints.point_confirmed": "确认在册的“{point}”仍然适用",
    "riskpoints.library_stocked": "向示例库载入示例风险点{examples}条",
}


def list_of(share) -> str:
    """Where a unit's share of a screening is worked through."""
    return f"{reverse('riskpoints:assignments')}?screening={share.screening_id}&unit={share.unit_id}"


def tell_opened(share, number: int) -> int:
    """Whoever writes for the unit; for the town itself that is its discipline staff."""
    screening, unit = share.screening, share.unit
    people = users_with(Role.COLLECTOR, Role.UNIT_HEAD, unit=unit) or users_with(*DISCIPLINE, unit=unit)
    text = f"{screening.title}开始了，{unit}有{number}项排查任务，请于{cn(screening.due_on)}（含）前办完。"
    return tell_once(people, key=f"screening:{screening.pk}:opened:{unit.pk}", text=text, url=list_of(share))


def tell_sent_back(assignment, moment) -> int:
    people = {user.pk: user for user in users_with(*EDITORS, unit=assignment.unit)}
    people[assignment.reported_by_id] = assignment.reported_by
    text = f"{assignment}的风险排查被退回，请打开查看理由，改好后重新送查。"
    key = f"assignment:{assignment.pk}:sent_back:{moment:%Y%m%d%H%M%S}"
    return tell_once(people.values(), key=key, text=text, url=assignment.get_absolute_url())
