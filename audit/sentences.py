"""What a deed is called on screen. Every app registers the sentences of its own verbs when it starts."""

import re
from datetime import date

from audit.models import AuditEvent
from core.dates import cn

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # how log.py keeps a date
SENTENCES: dict[str, str] = {}


class _Words(dict):
    """What a sentence may name: the object, the unit and every detail; what an old row lacks is left blank."""

    def __missing__(self, name: str) -> str:
        return ""


def register(verb: str, sentence: str) -> None:
    """`register("earlywarning.signed", "签发了{object}")`; details of the row are named like {number}."""
    SENTENCES[verb] = sentence


def register_all(sentences: dict[str, str]) -> None:
    SENTENCES.update(sentences)


def sentence(event: AuditEvent) -> str:
    """The deed in Chinese, without who and when. An unknown verb still says what it was done to."""
    words = _Words({name: shown(value) for name, value in event.details.items()})
    words |= {"object": event.object_text, "unit": event.unit_name}
    template = SENTENCES.get(event.verb)
    if template is None:
        return f"办理了{event.object_text}（{event.verb}）"
    return template.format_map(words)


def shown(value) -> str:
    if isinstance(value, list):
        return "、".join(shown(item) for item in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return _day(value)
    return "" if value is None else str(value)


def _day(text: str) -> str:
    try:
        return cn(date.fromisoformat(text))
    except ValueError:
        return text  # looked like a date, was a number of something


def verbs_like(text: str) -> list[str]:
    """Verbs whose sentence contains the text, for searching in Chinese."""
    return [verb for verb, template in SENTENCES.items() if text in template]


register("audit.exported", "导出了审计记录{count}条（条件：{conditions}）")
