"""One paper of the demo town that two of three leaders have signed; the third finds it among what waits (art. 35)."""

from datetime import timedelta
from decimal import Decimal

from decisions.models import JointPaper
from decisions.queries import joint as queries
from decisions.rules.joint import fingerprint
from decisions.workflow import joint as workflow
from demo.cast import Town
from demo.timeline import Timeline

DRAFTER = "lingdao"
SIGNERS = ("lingdao", "fushuji", "zhenzhang")
DECIDED = "农村人居环境整治资金安排"
PAPER = {
    "kind": "spending",
    "title": "支付人居环境整治第一批资金",
    "content": "按镇党委会决定，支付六个村垃圾清运和公厕维护第一批费用，凭验收单和发票据实结算。",
    "amount": Decimal("320000"),
    "payee": "各村垃圾清运承包人（名单附后）",
}


def plan(town: Town, timeline: Timeline) -> None:
    until = timeline.until
    timeline.add(until - timedelta(days=6), _submit, town)
    for number, who in enumerate(SIGNERS[:2]):
        timeline.add(until - timedelta(days=4 - number), _sign, town, who)


def _submit(town: Town) -> None:
    by = town.today(town.staff[DRAFTER])
    paper = workflow.draft(town.town, by=by, **PAPER)
    workflow.link(paper, by=by, item=queries.passed_items(town.town).get(title=DECIDED))
    workflow.submit(paper, by=by, people=[town.staff[who].person for who in SIGNERS])


def _sign(town: Town, who: str) -> None:
    paper = JointPaper.objects.get(title=PAPER["title"])
    seen = fingerprint(paper.sealed_text(queries.signers_of(paper)))
    workflow.sign(paper, by=town.today(town.staff[who]), seen=seen)
