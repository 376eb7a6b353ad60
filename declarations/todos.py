"""What waits for whom: a few counts, however much there is."""

from datetime import date

from django.urls import reverse

from core.gates import BUSINESS, CENTRE, DISCIPLINE
from core.registries import Todo
from declarations.access import commitments as access
from declarations.queries import commitments, matters


def todos(user, today: date) -> list[Todo]:
    if not user.holds(*BUSINESS):
        return []
    return [
        *_own(user, today),
        *_typing(user),
        *_showing(user),
        *_reading(user),
        *_supplementing(user),
        *_handling(user),
    ]


def _own(user, today: date) -> list[Todo]:
    """To sign where one has to, and to report on what one has signed."""
    if not commitments.templates_in_force().exists():
        return []
    own = commitments.of_year(user.person, today.year)
    if own is None:
        if commitments.has_to_sign(user.person) and commitments.template_for(user.person):
            url = reverse("declarations:write")
            return [Todo("承诺", f"签{today.year}年度公开承诺书", "写一到三条具体承诺", url, "去签")]
        return []
    if own.signed_on is None:
        return [
            Todo("承诺", f"签{today.year}年度公开承诺书", "已起草，还没有签", own.get_absolute_url(), "去签")
        ]
    if access.may_practise(user, own):
        url = reverse("declarations:practise", args=[own.pk])
        return [Todo("践诺", f"报告{access.next_half(own)}践诺情况", "对照自己的承诺，写几句话", url, "去写")]
    return []


def _typing(user) -> list[Todo]:
    if not commitments.typed_for(user) or not commitments.templates_in_force().exists():
        return []
    if count := commitments.signers_without_account(user).count():
        url = reverse("declarations:write_for")
        return [Todo("承诺", f"代录{count}人的公开承诺书", "没有账号的同志，按纸质原件录入", url, "去代录")]
    return []


def _showing(user) -> list[Todo]:
    if not user.holds(*DISCIPLINE):
        return []
    count = commitments.to_publish(user).count() + commitments.practices_to_publish(user).count()
    if not count:
        return []
    url = reverse("declarations:commitments")
    return [Todo("承诺", f"公示{count}份承诺书和践诺情况", "已签，等待向群众公示", url, "去公示")]


def _reading(user) -> list[Todo]:
    """How many there are; neither whose nor about what."""
    if not user.holds(*DISCIPLINE, *CENTRE):
        return []
    if count := matters.waiting_to_be_read(user).count():
        url = reverse("declarations:matters") + "?waiting=true"
        return [Todo("报告", f"阅知{count}份重大事项报告", "只有受理的同志看得到", url, "去阅知")]
    return []


def _supplementing(user) -> list[Todo]:
    return [
        Todo(
            "报告",
            f"补充{report}",
            "受理的同志请您再说明一些情况",
            reverse("declarations:supplement", args=[report.pk]),
            "去补充",
        )
        for report in matters.to_supplement(user)
    ]


def _handling(user) -> list[Todo]:
    return [
        Todo("报告", f"经办{report}", "由镇纪委书记指定", report.get_absolute_url(), "打开")
        for report in matters.lent_and_open(user)
    ]
