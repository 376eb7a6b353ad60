"""A warning in any state, with everything that comes before it; the rows are written as they stand after the moves."""

from datetime import date, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core import clock
from documents.models import IssuedDocument, NumberSeries, RegisteredNumber
from earlywarnings import rules
from earlywarnings.enums import DeliveryWay, Status, Tier
from earlywarnings.models import Delivery, EarlyWarning, Problem, ProblemAnswer, Response, WarningMeasure
from tests.factories.organisations import PersonFactory, UnitFactory, UserFactory

DRAFTED = date(2026, 11, 2)
# How far each state has come along the line; the states beside the line branch off it.
LINE = (
    Status.DRAFT,
    Status.REVIEW,
    Status.TO_SIGN,
    Status.SIGNED,
    Status.DELIVERED,
    Status.RECEIVED,
    Status.ANSWERED,
    Status.SECOND_LOOK,
    Status.VERIFIED,
    Status.CLOSED,
)
PASSED = (Status.SECOND_LOOK, Status.VERIFIED, Status.CLOSED)  # the first check at least
BESIDE = {
    Status.REPORTED_UP: Status.TO_SIGN,
    Status.DISCARDED: Status.DRAFT,
    Status.REVOKED: Status.RECEIVED,
    Status.SENT_BACK: Status.ANSWERED,
    Status.SUPERSEDED: Status.ANSWERED,
}


def has_come(warning, step: Status) -> bool:
    status = BESIDE.get(warning.status, warning.status)
    return LINE.index(status) >= LINE.index(step)


def since(step: Status, days: int):
    """The day of a step, for warnings that have come to it."""

    def day(warning):
        return warning.drafted_on + timedelta(days) if has_come(warning, step) else None

    return factory.LazyAttribute(day)


class NumberFactory(DjangoModelFactory):
    class Meta:
        model = RegisteredNumber

    series = factory.LazyFunction(lambda: NumberSeries.objects.get_or_create(code="七镇纪廉预", year=2025)[0])
    serial = factory.Sequence(lambda n: n + 1)
    text = factory.LazyAttribute(lambda number: f"七镇纪廉预〔2025〕{number.serial}号")
    taken_on = DRAFTED
    taken_by = "孙正平"
    purpose = "预警"


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = IssuedDocument

    kind = "rectification_notice"
    title = "关于某事的廉政风险预警整改通知书"
    issued_on = DRAFTED
    issued_by_name = "孙正平"
    snapshot = {}
    pdf = b"%PDF-1.7 notice"
    pdf_sha256 = "0" * 64
    docx = b"PK notice"
    template_version = "1"
    check_code = factory.Sequence(lambda n: f"{n:012}")


class EarlyWarningFactory(DjangoModelFactory):
    """A complete yellow draft; EarlyWarningFactory(status=Status.RECEIVED) has been signed and served before."""

    class Meta:
        model = EarlyWarning
        skip_postgeneration_save = True

    class Params:
        signed = factory.LazyAttribute(lambda warning: has_come(warning, Status.SIGNED))

    status = Status.DRAFT
    tier = Tier.YELLOW
    document_kind = factory.LazyAttribute(lambda warning: rules.DOCUMENTS[warning.tier])
    unit = factory.SubFactory(UnitFactory)
    title = factory.Sequence(lambda n: f"第{n}件事未公示")
    facts = "未按规定公示。"
    rule_violated = "资产资源管理制度第五条"
    requirements = "补办公示。"
    reminders = factory.LazyAttribute(lambda warning: "请注意公示。" if warning.tier == Tier.BLUE else "")
    explanations = factory.LazyAttribute(lambda warning: "为何未公示。" if warning.tier == Tier.BLUE else "")
    correct_by = factory.LazyAttribute(lambda w: date(2026, 12, 1) if w.tier == Tier.BLUE else None)
    evaluation = factory.LazyAttribute(lambda w: "" if w.tier == Tier.BLUE else "现场核查")
    supervisor = factory.Maybe(
        factory.LazyAttribute(lambda warning: warning.tier == Tier.BLUE),
        None,
        factory.SubFactory(PersonFactory, name="督导员", unit=factory.SelfAttribute("..unit")),
    )
    case_handling = factory.LazyAttribute(lambda warning: warning.tier != Tier.BLUE)

    drafted_by = factory.SubFactory(UserFactory)
    handler = factory.SelfAttribute("drafted_by")
    drafted_on = DRAFTED
    reviewed_by = factory.Maybe("reviewed_on", factory.SubFactory(UserFactory))
    reviewed_by_text = factory.Maybe("reviewed_on", "镇纪委审核人", "")
    reviewed_on = since(Status.TO_SIGN, 1)
    signed_by = factory.Maybe("signed", factory.SubFactory(UserFactory))
    signed_by_text = factory.Maybe("signed", "镇纪委书记", "")
    signed_on = since(Status.SIGNED, 2)
    number = factory.Maybe("signed", factory.SubFactory(NumberFactory))
    notice = factory.Maybe(
        "signed", factory.SubFactory(NoticeFactory, number=factory.SelfAttribute("..number"))
    )
    acknowledged_on = factory.LazyAttribute(
        lambda w: (
            w.drafted_on + timedelta(2) if w.tier == Tier.RED and has_come(w, Status.DELIVERED) else None
        )
    )
    acknowledged_by_text = factory.Maybe("acknowledged_on", "七道江镇副镇长", "")
    delivered_on = since(Status.DELIVERED, 3)
    received_on = since(Status.RECEIVED, 4)
    answer_due_on = since(Status.RECEIVED, 34)
    first_answered_on = since(Status.ANSWERED, 20)
    reanswer_due_on = factory.LazyAttribute(
        lambda warning: warning.drafted_on + timedelta(40) if warning.status == Status.SENT_BACK else None
    )
    verified_on = since(Status.VERIFIED, 24)
    closed_on = since(Status.CLOSED, 25)
    reported_up_on = factory.LazyAttribute(
        lambda w: w.drafted_on + timedelta(2) if w.status == Status.REPORTED_UP else None
    )
    discarded_reason = factory.LazyAttribute(lambda w: "写错了单位。" if w.status == Status.DISCARDED else "")
    discarded_on = factory.LazyAttribute(lambda w: w.drafted_on if w.status == Status.DISCARDED else None)
    revoked_reason = factory.LazyAttribute(lambda w: "事实有误。" if w.status == Status.REVOKED else "")
    revoked_on = factory.LazyAttribute(lambda w: date(2026, 11, 20) if w.status == Status.REVOKED else None)

    @factory.post_generation
    def measures(warning, create, extracted, **kwargs):
        for measure in extracted or rules.MEASURES[warning.tier][-1:]:
            WarningMeasure.objects.create(warning=warning, tier=warning.tier, measure=measure)

    @factory.post_generation
    def problems(warning, create, extracted, **kwargs):
        wanted = 0 if warning.tier == Tier.BLUE else 1 if extracted is None else extracted
        for number in range(1, wanted + 1):
            Problem.objects.create(
                warning=warning,
                number=number,
                text=f"问题{number}",
                requirement=f"要求{number}",
                due_on=date(2026, 12, 1),
            )

    @factory.post_generation
    def items(warning, create, extracted, **kwargs):
        warning.items.set(extracted or [])

    @factory.post_generation
    def recused(warning, create, extracted, **kwargs):
        warning.recused.set(extracted or [])

    @factory.post_generation
    def receipt(warning, create, extracted, **kwargs):
        if warning.delivered_on:
            Delivery.objects.create(
                warning=warning,
                delivered_by="张晓梅",
                delivered_on=warning.delivered_on,
                way=DeliveryWay.IN_PERSON,
                signed_for_by="李长河" if warning.received_on else "",
                signed_for_at=clock.now() if warning.received_on else None,
            )

    @factory.post_generation
    def answered(warning, create, extracted, **kwargs):
        if warning.first_answered_on:
            passed = True if warning.status in PASSED else None
            checked = {"verified_by": warning.signed_by, "verified_at": clock.now()} if passed else {}
            ResponseFactory(warning=warning, passed=passed, **checked)


class ResponseFactory(DjangoModelFactory):
    """The next round's answer to every problem of the warning."""

    class Meta:
        model = Response
        skip_postgeneration_save = True

    round = factory.LazyAttribute(lambda response: response.warning.responses.count() + 1)
    causes = {"process": "流程没有写明。"}
    answered_by = factory.SubFactory(UserFactory)
    answered_at = factory.LazyFunction(lambda: timezone.make_aware(datetime(2026, 11, 22, 9)))

    @factory.post_generation
    def answers(response, create, extracted, **kwargs):
        for problem in response.warning.problems.all():
            ProblemAnswer.objects.create(
                response=response, problem=problem, measure="已整改。", person="李长河", done_on=DRAFTED
            )
