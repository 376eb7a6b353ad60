"""Signed paper scanned back in."""

from audit.log import move, record
from core.rows import lock
from core.verdict import require
from documents import workflow as documents
from earlywarnings.access.papers import may_add_scan
from earlywarnings.enums.papers import Paper


@move
def add_scan(warning, *, by, paper: str, name: str, content: bytes):
    """The stamped notice or the signed receipt, kept for ever: a wrong one is followed by the right one."""
    warning = lock(warning)
    require(may_add_scan(by, warning, paper))
    owner = warning.notice if paper == Paper.NOTICE else warning.delivery
    scan = documents.attach(owner, name=name, content=content, by=by)
    record("earlywarning.add_scan", warning, by=by, paper=Paper(paper).label)
    return scan
