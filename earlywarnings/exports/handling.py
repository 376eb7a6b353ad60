"""The register of handlings as it is filtered, for Excel."""

from audit.log import record_export
from core import clock
from core.dates import cn_short
from core.spreadsheets import export_response

HEADINGS = (
    "记录",
    "处置方式",
    "状态",
    "当事人",
    "单位",
    "职务",
    "事由",
    "登记日期",
    "计划日期",
    "谈话或说明日期",
    "谈话人",
    "整改计划",
    "评估结果",
    "评估意见",
    "评估日期",
)


def register(handlings, *, by):
    record_export("handling.export", by=by, rows=handlings.count())
    name = f"分级处置{clock.today():%Y%m%d}.xlsx"
    return export_response(
        name, HEADINGS, (_row(handling) for handling in handlings.iterator(chunk_size=500))
    )


def _row(handling) -> tuple:
    return (
        str(handling),
        handling.get_grade_display(),
        handling.state_text,
        handling.person.name,
        str(handling.unit),
        handling.post_text,
        handling.reason,
        handling.opened_on,
        handling.planned_on,
        handling.took_place_on,
        handling.talkers,
        "；".join(_milestone(milestone) for milestone in handling.milestones.all()),
        handling.get_outcome_display(),
        handling.assessment,
        handling.assessed_on,
    )


def _milestone(milestone) -> str:
    done = f"{cn_short(milestone.met_on)}完成" if milestone.met_on else "未完成"
    return f"{milestone.text}（{cn_short(milestone.due_on)}前，{done}）"
