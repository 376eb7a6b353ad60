"""Commitments: which template, what stands in it, when it is reported on (art. 23)."""

import hashlib
from collections.abc import Iterable
from datetime import date

from core.dates import HalfYear, cn
from core.verdict import GRANTED, Verdict, refused
from declarations.enums import Part

MOST_PROMISES = 3
SHORTEST_PROMISE = 8  # letters: 廉洁奉公 is no promise anybody can check
PROMISES = "我的具体承诺"
REPORTING_MONTHS = (6, 12)  # twice a year, from the last month of each half on

# what a new template proposes; the office changes it as it likes
STARTER = {
    "title": "党员干部公开承诺书",
    Part.INTEGRITY: "遵守廉洁自律准则，不收受礼品礼金，不借婚丧喜庆敛财，不利用职务为亲友谋利。",
    Part.DUAL_DUTY: "管好分管的工作，也管好分管范围内的党风廉政建设，发现苗头及时提醒、及时报告。",
    Part.SUPERVISION: "主动公开办事依据、程序和结果，如实回答群众询问，接受村务监督委员会和群众监督。",
    Part.LAWFUL: "依照职权和程序办事，重大事项集体决定，不越权、不拖延、不优亲厚友。",
    Part.SERVICE: "一次告知、限时办结，常到群众中去，群众反映的事件件有回音。",
}


def fitting(templates: Iterable, *, unit_kind: str, is_head: bool):
    """The template meant most closely for somebody of this post: its kind of unit first, then main leaders."""
    fits = [
        template
        for template in templates
        if template.unit_kind in ("", unit_kind) and (is_head or not template.for_heads)
    ]
    return max(fits, key=_closeness, default=None)


def _closeness(template) -> tuple:
    return bool(template.unit_kind), template.for_heads, template.starts_on, template.pk


def wording(parts: dict[str, str]) -> str:
    """The text of a template: each part under its name."""
    return "\n".join(f"{Part(name).label}：{parts[name]}" for name in Part.values if parts[name])


def parts_of(body: str) -> list[tuple[str, list[str]]]:
    """The parts of a text with their lines; a line that names no part goes on with the one above."""
    parts: list[tuple[str, list[str]]] = []
    for line in body.split("\n"):
        name, _, text = line.partition("：")
        if name in Part.labels:
            parts.append((name, [text]))
        elif parts:
            parts[-1][1].append(line)
        else:
            parts.append(("", [line]))
    return parts


def sealed_text(*, title: str, signer: str, body: str, promises: Iterable[str], signed_on: date) -> str:
    """Every word of a signed commitment; what is hashed and what is disclosed."""
    numbered = [f"{number}. {promise}" for number, promise in enumerate(promises, 1)]
    return "\n".join([title, body, f"{PROMISES}：", *numbered, f"承诺人：{signer}", cn(signed_on)])


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def promised(promises: Iterable[str]) -> Verdict:
    """One to three promises of one's own that somebody could check."""
    promises = list(promises)
    if not promises:
        return refused("请至少写一条自己的具体承诺：做什么、做到什么程度。", 23)
    if len(promises) > MOST_PROMISES:
        return refused(f"具体承诺最多写{MOST_PROMISES}条，请写最要紧的。", 23)
    if any(len(promise) < SHORTEST_PROMISE for promise in promises):
        return refused(
            f"承诺太短，群众无法对照监督，请写清做什么、做到什么程度（每条至少{SHORTEST_PROMISE}个字）。", 23
        )
    if len(set(promises)) < len(promises):
        return refused("有两条承诺相同，请删去一条。", 23)
    return GRANTED


def signed_on(day: date, *, year: int, today: date) -> Verdict:
    if day > today:
        return refused("签署日期不能晚于今天。", 23)
    if day.year != year:
        return refused(f"{year}年度的承诺书应在{year}年签署，请核对日期。", 23)
    return GRANTED


def reportable(year: int, signed: date, today: date) -> list[HalfYear]:
    """The halves of the year that can be reported on: from their last month on, unless they ended before it was signed."""
    halves = (HalfYear(year, number) for number in (1, 2))
    return [
        half
        for half, month in zip(halves, REPORTING_MONTHS, strict=True)
        if today >= date(year, month, 1) and half.last_day >= signed
    ]
