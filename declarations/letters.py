"""What is told about commitments and reports.

Letters leave by mail: of a report they say only that there is one, neither whose nor about what.
"""

from declarations.enums import MatterStatus
from declarations.queries import commitments, matters
from notifications.outbox import tell_once

READ_ME = "有一份重大事项报告等您阅知，请登录系统查看。"
TO_REPORTER = {
    MatterStatus.TO_SUPPLEMENT: "您的{report}请补充情况，请登录系统查看。",
    MatterStatus.READ: "您的{report}已阅。",
    MatterStatus.FILED: "您的{report}已归档。",
}
HANDLER = "请您经办{report}，请登录系统查看。"
WITHDRAWN = "您的{year}年度公开承诺书已撤下，请查看理由并重签。"
PUBLISHED = "您的{year}年度公开承诺书已公示。"


def tell_readers(report) -> int:
    return _tell(report, "reported", matters.readers_of(report), READ_ME)


def tell_reporter(report) -> int:
    people = commitments.users_of(report.person)
    return _tell(report, report.status, people, TO_REPORTER[MatterStatus(report.status)])


def tell_handler(report, user) -> int:
    return _tell(report, "lent", [user], HANDLER)


def _tell(report, stage: str, people, text: str) -> int:
    key = f"matter:{report.pk}:{stage}:{report.version}"
    return tell_once(people, key=key, text=text.format(report=report), url=report.get_absolute_url())


def tell_signer(commitment, text: str) -> int:
    return tell_once(
        commitments.users_of(commitment.person),
        key=f"commitment:{commitment.pk}:{commitment.status}",
        text=text.format(year=commitment.year),
        url=commitment.get_absolute_url(),
    )
