"""决议公开: on the public site word by word, and down again (art. 10, 21)."""

from audit.log import move, record
from core import clock
from core.disclosable import DisclosureState
from core.rows import lock
from core.verdict import require
from decisions import queries
from decisions.access import notices as access
from decisions.models import AgendaItem, ResolutionNotice
from decisions.rules import notices as rules
from decisions.workflow.items import signature


@move
def disclose(item: AgendaItem, *, by, title: str, text: str) -> ResolutionNotice:
    """`title` and `text` are what the public reads; neither may name a member or a candidate."""
    item = lock(item)
    require(access.may_disclose(by, item))
    require(rules.names_nobody(f"{title}\n{text}", queries.names_in(item)))
    meeting = item.meeting
    met = f"{meeting.unit}{meeting.get_kind_display()}"
    words = rules.body(held_on=meeting.held_on, met=met, outcome=item.get_outcome_display(), text=text)
    notice = ResolutionNotice.objects.create(
        item=item,
        title=title,
        body=words,
        sha256=rules.fingerprint(words),
        disclosed_on=clock.today(),
        disclosed_by=signature(by),
    )
    record("decisions.disclosed", item, by=by, sha256=notice.sha256)
    return notice


@move
def withhold(item: AgendaItem, *, by, reason: str) -> AgendaItem:
    """不公开 is the exception and says why (art. 10). It is no part of the record, so a frozen one stays as it is."""
    item = lock(item)
    require(access.may_withhold(by, item))
    item.disclosure, item.withheld_reason = DisclosureState.WITHHELD, reason
    item.version += 1
    item.save()
    record("decisions.withheld", item, by=by, reason=reason)
    return item


@move
def withdraw_notice(notice: ResolutionNotice, *, by, reason: str) -> ResolutionNotice:
    """Off the public site at once; what stood there is kept."""
    lock(notice.item)
    notice = lock(notice)
    require(access.may_withdraw_notice(by, notice))
    notice.withdrawn_on, notice.withdrawn_by = clock.today(), signature(by)
    notice.withdrawn_reason = reason
    notice.save()
    record("decisions.notice_withdrawn", notice.item, by=by, reason=reason)
    return notice
