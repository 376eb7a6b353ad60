"""The audit rows as a spreadsheet, with everything that is needed to check them elsewhere."""

import json

from audit.models import AuditEvent
from audit.sentences import sentence

HEADINGS = (
    *(
        "序号",
        "时间",
        "操作人",
        "职务",
        "事项",
        "动作",
        "对象类型",
        "对象编号",
        "对象",
        "单位",
        "来源地址",
        "详情",
    ),
    *("算法", "密钥编号", "上一条校验值", "校验值"),
)


def rows(events):
    """One line per event, streamed from the database."""
    for event in events.iterator(chunk_size=1000):
        yield cells(event)


def cells(event: AuditEvent) -> tuple:
    return (
        *(event.sequence, event.at, event.actor_name, event.actor_post, sentence(event), event.verb),
        *(event.object_type, event.object_id, event.object_text, event.unit_name, event.address),
        json.dumps(event.details, ensure_ascii=False, sort_keys=True),
        *(event.algorithm, event.key_id, event.previous, event.mac),
    )
