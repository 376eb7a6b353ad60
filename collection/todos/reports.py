"""Reports that wait: to be written, confirmed, sent, typed for a unit that is late, or accepted."""

from django.urls import reverse

from collection import queries
from collection.enums import FormStatus
from collection.filters.reports import TO_RECEIVE
from core.registries import Todo


def todos(user, today) -> list[Todo]:
    """Four queries, however much there is."""
    return [*_to_write(user), *_to_chase(user, today), *_to_receive(user)]


def _to_write(user) -> list[Todo]:
    reports = list(queries.reports_to_write(user))
    explained = queries.with_items(reports, user)
    return [_todo(report, *_what(report, report.pk in explained)) for report in reports]


def _what(report, has_items: bool) -> tuple[str, str]:
    """The detail and the button: what is left for a person to do."""
    if report.status == FormStatus.RETURNED:
        return f"被退回：{report.returned_reason}", "修改"
    if not report.is_analysis:
        return "数字已统计好，核对后报送预警中心", "核对报送"
    if report.is_towns or has_items:
        return "数字已统计好，写成因和下步措施", "起草"
    return "没有报过信息，确认一下就报送", "确认"


def _to_chase(user, today) -> list[Todo]:
    return [
        _todo(report, str(report.unit), "代为填写", primary=False)
        for report in queries.reports_to_chase(user, today)
    ]


def _todo(report, detail: str, button: str, *, primary: bool = True) -> Todo:
    return Todo(
        kind=report.get_kind_display(),
        title=f"{report.period.label}{report.get_kind_display()}" + ("" if primary else "未报送"),
        detail=detail,
        url=report.get_absolute_url(),
        button=button,
        due_on=report.due_on,
        primary=primary,
    )


def _to_receive(user) -> list[Todo]:
    count = queries.reports_to_receive(user).count()
    if not count:
        return []
    url = f"{reverse('collection:reports')}?waiting={TO_RECEIVE}"
    return [Todo("分析报告", f"接收{count}份报告", "核对后接收，或写明理由退回", url, "去接收")]
