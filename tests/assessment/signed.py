"""A signed warning, made directly: how it came to be signed is told in tests/earlywarnings."""

from datetime import date
from itertools import count

from core import clock
from documents.models import IssuedDocument, NumberSeries, RegisteredNumber
from earlywarnings.models import Delivery, EarlyWarning
from earlywarnings.rules import DOCUMENTS
from organisations.models import User
from tests.factories import UserFactory

serial = count(1)
SIGNED = date(2026, 11, 2)


def signed_warning(unit, tier: str, *, status: str, signed_on: date = SIGNED) -> EarlyWarning:
    n = next(serial)
    series, _ = NumberSeries.objects.get_or_create(code="测试", year=signed_on.year)
    number = RegisteredNumber.objects.create(
        series=series,
        serial=n,
        text=f"测试〔{signed_on.year}〕{n}号",
        taken_on=signed_on,
        taken_by="孙",
        purpose="测试",
    )
    notice = IssuedDocument.objects.create(
        kind=DOCUMENTS[tier],
        number=number,
        title="测试",
        issued_on=signed_on,
        issued_by_name="孙",
        snapshot={},
        pdf=b"%PDF",
        pdf_sha256="0" * 64,
        docx=b"PK",
        template_version="1",
        check_code=f"T{n:07d}",
    )
    drafter, signer = two_people()
    served_on = None if status == "signed" else signed_on
    warning = EarlyWarning.objects.create(
        unit=unit,
        tier=tier,
        document_kind=DOCUMENTS[tier],
        status=status,
        title="公示不足",
        facts="公示不足七日",
        rule_violated="制度",
        requirements="改正",
        handler=drafter,
        drafted_by=drafter,
        drafted_on=signed_on,
        signed_by=signer,
        signed_on=signed_on,
        number=number,
        notice=notice,
        acknowledged_on=served_on if tier == "red" else None,
        delivered_on=served_on,
        received_on=served_on,
        answer_due_on=served_on and date(2026, 12, 2),
        revoked_reason="有误" if status == "revoked" else "",
    )
    if served_on:
        Delivery.objects.create(
            warning=warning,
            delivered_by="张",
            delivered_on=signed_on,
            signed_for_by="李",
            signed_for_at=clock.now(),
        )
    return warning


def two_people() -> list[User]:
    users = list(User.objects.order_by("pk")[:2])
    return users if len(users) == 2 else [UserFactory(), UserFactory()]
