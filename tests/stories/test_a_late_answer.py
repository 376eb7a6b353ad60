"""A warning nobody signs for and nobody answers: deemed received, reminded, escalated, each once, and answered late."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core import clock
from deadlines import sweep
from notifications.models import Notification
from tests.stories.desk import Desk, answer_to, signed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LIST = reverse("earlywarnings:index")


def every_night(first: date, last: date) -> None:
    """The beat, and once more by hand, on every day."""
    for number in range((last - first).days + 1):
        day = first + timedelta(number)
        with clock.at(day):
            sweep.run(day)
            sweep.run(day)


def told_of_the_deadline(warning) -> list[tuple[str, str]]:
    """On which day whom, in order."""
    lines = Notification.objects.filter(key__startswith="deadline:", text__contains=str(warning.number))
    lines = lines.select_related("recipient__person").order_by("created_at", "pk")
    return [(f"{line.created_at:%m-%d}", line.recipient.name[0]) for line in lines]


def test_not_answered_reminded_escalated_and_answered_late(xishan, zhang, qian, sun, li, zhao, wang, zhou):
    officer, second, secretary, head, leader = (Desk(user) for user in (zhang, qian, sun, li, zhao))

    with clock.at(date(2026, 11, 3)):
        warning = signed(officer, second, secretary, unit=xishan, tier="yellow")

    with clock.at(date(2026, 11, 4)):
        officer.does("earlywarnings:deliver", warning.pk, delivered_on="2026-11-04", way="in_person")
        assert "签收黄色预警通知书" in head.reads("/")

    every_night(date(2026, 11, 4), date(2026, 11, 29))
    warning.refresh_from_db()
    with clock.at(date(2026, 11, 29)):
        page = head.reads(warning.get_absolute_url())
        assert (
            "11月4日送达，未签收，满3日即11月7日视为收到，自次日起算30日，应于12月7日（含）前回告。" in page
        )
        assert "自2026年11月7日起视为收到" in head.reads(reverse("notifications:inbox"))
    assert told_of_the_deadline(warning) == []

    every_night(date(2026, 11, 30), date(2026, 12, 7))
    assert told_of_the_deadline(warning) == [
        ("11-30", "李"),
        ("12-04", "李"),
        ("12-06", "李"),
        ("12-07", "李"),
    ]

    every_night(date(2026, 12, 8), date(2026, 12, 14))
    assert told_of_the_deadline(warning)[4:] == [("12-08", "赵"), ("12-10", "孙"), ("12-14", "赵")]

    with clock.at(date(2026, 12, 15)):
        assert "逾期 8 天" in officer.reads(f"{LIST}?state=late")
        late = f"{reverse('dashboard:rows', args=['late'])}?unit={xishan.pk}"
        assert late in leader.reads("/")
        assert str(warning.number) in leader.reads(late)
        assert "已逾期，请督促办理" in leader.reads(reverse("notifications:inbox"))
        page = head.does("earlywarnings:answer", warning.pk, **answer_to(warning, done_on="2026-12-14"))
        assert "2026年12月15日首次回告，逾期8天" in page
        assert "集体鱼塘发包未公示" not in officer.reads(f"{LIST}?state=late")

    every_night(date(2026, 12, 16), date(2026, 12, 24))
    assert len(told_of_the_deadline(warning)) == 7
    strangers = Notification.objects.filter(recipient__in=(wang, zhou))
    assert not strangers.filter(key__startswith="earlywarning:").exists()
    assert not strangers.filter(text__contains=str(warning.number)).exists()
