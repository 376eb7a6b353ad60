"""What the regulation asks of powers and of what is done with them (art. 8, 9, 13, 26)."""

from django.db.models import Exists, OuterRef

from core.duties import Duty, Hit
from core.gates import BUSINESS
from powers import queries
from powers.enums import OPEN, Status
from powers.models import ProcedureStep

HEAD, DISCIPLINE_BODY = "单位负责人", "镇纪委"


def standing(user, today):
    return queries.visible_to(user).exclude(status=Status.CANCELLED)


def confirmed(user, today):
    return queries.catalogue(queries.visible_to(user))


def with_steps(user, today):
    return confirmed(user, today).filter(Exists(ProcedureStep.objects.filter(power=OuterRef("pk"))))


def without_steps(powers, today):
    return powers.exclude(Exists(ProcedureStep.objects.filter(power=OuterRef("pk"))))


def open_cases(user, today):
    return queries.cases_visible_to(user).filter(finished_on=None)


DUTIES = (
    Duty(
        name="powers_confirmed",
        article=8,
        title="职权都经过合法性审核和确认",
        remedy="打开职权，审核、确认，或者取消。",
        waits_for=DISCIPLINE_BODY,
        readers=BUSINESS,
        among=standing,
        amiss=lambda powers, today: powers.filter(status__in=OPEN),
        tell=lambda power: Hit(
            f"“{power}”{power.get_status_display()}，还没有确认",
            power.get_absolute_url(),
            waits_for=HEAD if power.status == Status.TO_REGULARISE else "",
        ),
    ),
    Duty(
        name="two_people",
        article=9,
        title="每项职权至少由两人办理",
        remedy="打开职权，在流程里写明第二个人，或者补上岗位的任职。",
        waits_for=HEAD,
        readers=BUSINESS,
        among=with_steps,
        amiss=queries.with_too_few,
        tell=lambda power: Hit(f"“{power}”的流程不足两人", power.get_absolute_url()),
    ),
    Duty(
        name="procedures_written",
        article=13,
        title="已确认的职权都有运行流程",
        remedy="打开职权，写上办理的步骤、岗位和时限。",
        waits_for=HEAD,
        readers=BUSINESS,
        among=confirmed,
        amiss=without_steps,
        tell=lambda power: Hit(f"“{power}”还没有运行流程", power.get_absolute_url()),
    ),
    Duty(
        name="cases_in_time",
        article=26,
        title="办件都在时限内办理",
        remedy="打开办件，办完的登记结果，材料不全的登记补正。",
        waits_for=HEAD,
        readers=BUSINESS,
        among=open_cases,
        amiss=queries.overdue,
        tell=lambda case: Hit(f"“{case.power}”的办件已逾期", case.get_absolute_url(), case.due_on),
        index=("powers:cases", "late=over"),
    ),
)
