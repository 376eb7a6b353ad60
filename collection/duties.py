"""What the regulation asks to be reported every quarter and half year (art. 38)."""

from collection import queries
from collection.enums import TO_FILL, FormStatus, ReportKind
from core.duties import Duty, Hit

COLLECTOR, DISCIPLINE_BODY = "信息采集员", "镇纪委"


def due_forms(user, today):
    asked = queries.forms_visible_to(user).exclude(status=FormStatus.STOPPED)
    return asked.filter(period__due_on__lt=today)


def due_reports(kind: ReportKind):
    def among(user, today):
        asked = queries.reports_visible_to(user).exclude(status=FormStatus.STOPPED)
        return asked.filter(kind=kind, due_on__lt=today)

    return among


def unfiled(things, today):
    return things.filter(status__in=TO_FILL)


def _report(report) -> Hit:
    waits_for = DISCIPLINE_BODY if report.is_towns else COLLECTOR
    kind = report.get_kind_display()
    return Hit(f"{report.period}{kind}还没有报", report.get_absolute_url(), report.due_on, waits_for)


DUTIES = (
    Duty(
        name="forms_filed",
        article=38,
        title="到期的季度采集表都已报送",
        remedy="打开采集表填报；没有情况的，一键报“本季度无情况”。",
        waits_for=COLLECTOR,
        readers=queries.FORM_READERS,
        among=due_forms,
        amiss=unfiled,
        tell=lambda form: Hit(f"{form.period}采集表还没有报", form.get_absolute_url(), form.period.due_on),
        index=("collection:index", "report=overdue"),
    ),
    Duty(
        name="quarters_consolidated",
        article=38,
        title="到期的镇级季度汇总都已报送预警中心",
        remedy="打开汇总，核对数据后报送。",
        waits_for=DISCIPLINE_BODY,
        readers=queries.FORM_READERS,
        among=due_reports(ReportKind.CONSOLIDATED),
        amiss=unfiled,
        tell=_report,
    ),
    Duty(
        name="half_years_analysed",
        article=38,
        title="到期的半年分析报告都已报送",
        remedy="打开报告，写上成因和下步措施后报送。",
        waits_for=COLLECTOR,
        readers=queries.FORM_READERS,
        among=due_reports(ReportKind.ANALYSIS),
        amiss=unfiled,
        tell=_report,
    ),
)
