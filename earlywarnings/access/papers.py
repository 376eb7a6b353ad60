"""Who may bring signed paper back into the record."""

from core.verdict import GRANTED, Verdict, refused
from earlywarnings.access import handles
from earlywarnings.enums.papers import Paper


def may_add_scan(user, warning, paper: str = Paper.NOTICE) -> Verdict:
    """The staff who handle the warning; a receipt only once it was served."""
    if not warning.notice_id:
        return refused("签批后才有通知书，还不能上传扫描件。")
    if paper == Paper.RECEIPT and not warning.is_served:
        return refused("请先登记送达，再上传签字的送达回执。", 43)
    return GRANTED if handles(user, warning) else refused("扫描件由镇纪委上传。", 41)


def papers_to_add(user, warning) -> list[Paper]:
    return [paper for paper in Paper if may_add_scan(user, warning, paper)]
