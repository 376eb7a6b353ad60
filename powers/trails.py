"""职权, 运行流程 and 办件 in the whole chain."""

from django.urls import reverse

from core.trails import Floor, Row, Trail
from powers import queries
from powers.models import Power, PowerCase, ProcedureStep


def up(trail: Trail) -> None:
    powers = queries.visible_to(trail.user).filter(pk__in=trail.sought(Power))
    found = trail.add("职权", powers, _power, latest="confirmed_on")
    trail.add("运行流程", queries.steps_on(found).filter(pk__in=trail.sought(ProcedureStep)), _step)


def down(trail: Trail) -> None:
    powers = trail.found(Power)
    trail.add("运行流程", queries.steps_on(powers), _step)
    cases = queries.cases_visible_to(trail.user).filter(power__in=powers)
    trail.add("办件", cases, _case, latest="accepted_on", url=reverse("powers:cases"))


def _power(power: Power) -> Row:
    return Row(
        power.name,
        power.get_absolute_url(),
        power.confirmed_on or power.changed_on,
        power.get_status_display(),
    )


def _step(step: ProcedureStep) -> Row:
    return Row(f"第{step.number}步 {step.name}", step.power.get_absolute_url(), state=step.get_duty_display())


def _case(case: PowerCase) -> Row:
    state = (
        f"{case.get_status_display()}，逾期" if case.is_late or case.days_late else case.get_status_display()
    )
    text = " ".join(filter(None, (case.number, case.subject)))
    return Row(
        text, case.get_absolute_url(), case.finished_on or case.accepted_on, state, is_done=not case.is_open
    )


FLOOR = Floor(up, down)
