"""What is done to the warnings of the demo year, and in which order."""

from collections.abc import Callable
from datetime import timedelta

from core import clock
from demo.cast import Town
from earlywarnings import workflow
from earlywarnings.enums import Status, Tier
from earlywarnings.models import EarlyWarning

FAILED = "failed"  # a red one sent back twice and reported up
EXTENDED = "extended"  # answered within the longer time that was asked for
ASKED = "asked"  # its application for more days waits
TAKEN_UP = "taken_up"  # on the town itself, served by the upper body
RAISED = "raised"  # no deed on the warning itself: warned.py begins the life of another
ANSWERED_AFTER = 18  # days after receipt


def _by(town: Town, key: str):
    return town.today(town.staff[key])


def _head(town: Town, warning: EarlyWarning):
    if warning.unit == town.town:
        return town.today(town.staff["zhenzhang"])
    return town.today(town.heads[warning.unit.short_name])


def _submit(town, warning, case):
    workflow.submit(warning, by=_by(town, "first"))


def _approve(town, warning, case):
    workflow.approve(warning, by=_by(town, "second"))


def _report_up(town, warning, case):
    workflow.report_up(warning, by=_by(town, "first"))


def _take_up(town, warning, case):
    workflow.take_up(warning, by=_by(town, "centre"))


def _sign(town, warning, case):
    workflow.sign(warning, by=_by(town, "centre-head" if case.ends_as == TAKEN_UP else "secretary"))


def _acknowledge(town, warning, case):
    workflow.acknowledge(warning, by=_by(town, "zhenzhang"))


def _deliver(town, warning, case):
    workflow.deliver(
        warning, by=_by(town, "centre" if case.ends_as == TAKEN_UP else "second"), way="in_person"
    )


def _sign_for(town, warning, case):
    workflow.sign_for(warning, by=_head(town, warning))


def _answer(town, warning, case):
    done_on = clock.today() - timedelta(days=2)
    answers = [
        {
            "problem": problem,
            "measure": "已按要求整改并公示。",
            "person": _head(town, warning).name,
            "done_on": done_on,
        }
        for problem in warning.problems.all()
    ]
    workflow.answer(
        warning,
        by=_head(town, warning),
        causes={"process": "流程没有写明复核环节。", "system": "制度执行检查不够。"},
        answers=answers,
        rules_improved="修订了本单位有关制度，明确责任人。",
    )


def _ask_extension(town, warning, case):
    to_day = warning.answer_due_on + timedelta(days=12)
    reason = "公示期未满，还须补开村民代表会议。"
    workflow.ask_extension(warning, by=_head(town, warning), to_day=to_day, reason=reason)


def _grant_extension(town, warning, case):
    workflow.grant_extension(warning, by=_by(town, "secretary"))


def _fail(town, warning, case):
    _judge(town, warning, passed=False)


def _verify(town, warning, case):
    _judge(town, warning, passed=True)


def _judge(town, warning, *, passed: bool):
    rows = {answer.pk: passed or n > 0 for n, answer in enumerate(warning.responses.last().answers.all())}
    comments = {pk: "" if good else "佐证不足，请补充公示照片。" for pk, good in rows.items()}
    workflow.verify(warning, by=_by(town, "first"), passed=rows or {0: passed}, comments=comments)


def _second_look(town, warning, case):
    workflow.second_look(warning, by=_by(town, "second"), passed=True, comment="现场看过，属实。")


def _close(town, warning, case):
    workflow.close(warning, by=_by(town, "second"))


def _revoke(town, warning, case):
    workflow.revoke(warning, by=_by(town, "secretary"), reason="经复查，公示期已满七日，事实有误。")


def _discard(town, warning, case):
    workflow.discard(warning, by=_by(town, "first"), reason="经核对，反映的事项已在上季度办结。")


# the state a move leads to, days after the move before, the move
STEPS = (
    (Status.REVIEW, 0, _submit),
    (Status.TO_SIGN, 1, _approve),
    (Status.SIGNED, 1, _sign),
    (Status.DELIVERED, 1, _deliver),
    (Status.RECEIVED, 1, _sign_for),
    (Status.ANSWERED, ANSWERED_AFTER, _answer),
    (Status.VERIFIED, 3, _verify),
    (Status.CLOSED, 1, _close),
)
RECEIVED, ANSWERED = STEPS[:5], STEPS[:6]
SENT_BACK = (Status.SENT_BACK, 3, _fail)
TWICE = (SENT_BACK, (Status.ANSWERED, 9, _answer), SENT_BACK)
REPORTED_UP = (*STEPS[:2], (Status.REPORTED_UP, 1, _report_up))
OTHER_ENDS = {
    Status.DRAFT: (),
    Status.DISCARDED: ((Status.DISCARDED, 1, _discard),),
    Status.REPORTED_UP: REPORTED_UP,
    Status.REVOKED: (*RECEIVED, (Status.REVOKED, 6, _revoke)),
    Status.SECOND_LOOK: STEPS[:7],
    Status.SENT_BACK: (*ANSWERED, SENT_BACK),
    Status.SUPERSEDED: (*ANSWERED, *TWICE, (Status.SENT_BACK, 1, RAISED)),
    FAILED: (*ANSWERED, *TWICE, (Status.SENT_BACK, 1, _report_up)),
    EXTENDED: (*RECEIVED, (Status.RECEIVED, 12, _ask_extension), (Status.RECEIVED, 1, _grant_extension)),
    ASKED: (*RECEIVED, (Status.RECEIVED, 12, _ask_extension)),
    TAKEN_UP: (*REPORTED_UP, (Status.TO_SIGN, 2, _take_up), *STEPS[2:5]),
}
ONLY_RED = (_acknowledge, _second_look)


def life_of(ends_as: str, tier: Tier) -> list[tuple[int, Callable | str]]:
    """(days to wait, move) up to the state."""
    states = [state for state, _, _ in STEPS]
    steps = OTHER_ENDS[ends_as] if ends_as in OTHER_ENDS else STEPS[: states.index(ends_as) + 1]
    return [
        (days, deed) for days, deed in _reddened(steps, ends_as) if tier == Tier.RED or deed not in ONLY_RED
    ]


def _reddened(steps, ends_as: str):
    """A red warning is known to a leader before it is served, and looked at twice."""
    for state, days, deed in steps:
        if state == Status.DELIVERED:
            yield 0, _acknowledge
        yield days, deed
        if state == Status.VERIFIED and ends_as != Status.SECOND_LOOK:
            yield 1, _second_look
