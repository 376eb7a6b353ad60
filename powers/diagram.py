"""The picture of a procedure (art. 13): a lane for each post, the steps from top to bottom, the ways between them.

Plain geometry in, SVG out. Ink only: it reads the same on paper, in both themes and without colour.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.template.loader import render_to_string

from core.dates import cn
from core.registries import marks_on
from core.templatetags.ui_marks import LEVELS
from documents.drawings import Drawing
from powers import queries
from powers.enums import StepDuty
from powers.rules import END, Named, Step, ways

LANE, HEADER, ROW, MARGIN = 176, 44, 96, 12
BOX_WIDTH, BOX_HEIGHT = 144, 60
TRACK = 14  # between two ways that run beside the lanes
LINE = 10  # characters that fit on a line of a box
HEADINGS = ("环节", "职责", "岗位", "人员", "时限", "材料", "输出", "监督制约")
NO_POST = "未定岗位"
MOST_MARKS = 4  # beside the way in


class Mark(NamedTuple):
    """A risk point on a step: its level in ink."""

    level: str
    text: str
    x: int
    y: int


class Box(NamedTuple):
    x: int
    y: int
    lines: tuple[str, ...]
    note: str
    is_supervised: bool
    marks: tuple[Mark, ...]

    @property
    def middle(self) -> int:
        return self.x + BOX_WIDTH // 2

    @property
    def bottom(self) -> int:
        return self.y + BOX_HEIGHT


class Way(NamedTuple):
    """An arrow: the path, and for a refusal the place of its word."""

    path: str
    is_refusal: bool
    x: int
    y: int


def of(power, rows, steps: Sequence[Step]) -> str:
    """The diagram of a power's steps, saved or not; `steps` are the rows as the rules read them. Empty without any."""
    if not rows:
        return ""
    marks = marks_on([row for row in rows if row.pk])
    return draw(
        steps,
        title=f"{power.name}运行流程图",
        supervised={row.number for row in rows if row.is_supervision_point},
        days={row.number: row.days for row in rows},
        levels={row.number: [point.level for point in marks.get(row.pk, ())] for row in rows},
    )


def sheet(power, rows, on) -> Drawing:
    """To print: the diagram and the same as a table (art. 13)."""
    steps = queries.procedure(rows)
    leads = {step.number: step for step in steps}
    return Drawing(
        title=f"{power.name}运行流程图",
        lead=f"行使主体：{power.unit.name}　类型：{power.kind}　{cn(on)}",
        svg=of(power, rows, steps),
        headings=HEADINGS,
        rows=tuple(_line(row, leads[row.number]) for row in rows),
        on=on,
    )


def _line(row, step: Step) -> tuple[str, ...]:
    people = "、".join(person.name for person in sorted(step.people))
    return (
        f"{row.number}. {row.name}",
        row.get_duty_display(),
        step.post.name if step.post else "",
        people,
        f"{row.days}个工作日" if row.days else "",
        row.inputs,
        row.outputs,
        "是" if row.is_supervision_point else "",
    )


def draw(steps: Sequence[Step], *, title: str, supervised=frozenset(), days=None, levels=None) -> str:
    """`supervised` are step numbers, `days` and `levels` go by step number; a level is high, medium, low or empty."""
    lanes = list(dict.fromkeys(step.post for step in steps))
    boxes = {
        step.number: _box(
            row, step, lanes, supervised, (days or {}).get(step.number), (levels or {}).get(step.number, ())
        )
        for row, step in enumerate(steps)
    }
    right = MARGIN + LANE * len(lanes)
    end_at = HEADER + ROW * len(steps)
    arrows, beside = _ways(steps, boxes, right, end_at)
    context = {
        "title": title,
        "width": right + TRACK * (beside + 1) + MARGIN,
        "height": end_at + 44,
        "lanes": [{"x": MARGIN + LANE * i, "middle": MARGIN + LANE * i + LANE // 2, "lines": folded(lane.name if lane else NO_POST, 12)} for i, lane in enumerate(lanes)],
        "lane_width": LANE,
        "lane_height": end_at - 8,
        "boxes": boxes.values(),
        "ways": arrows,
        "end": {"x": _end(boxes).middle - 36, "middle": _end(boxes).middle, "y": end_at + 4},
    }  # fmt: skip
    return render_to_string("powers/diagram.svg", context)


def folded(text: str, length: int) -> tuple[str, ...]:
    """At most two lines; what does not fit is said to be missing."""
    if len(text) <= length:
        return (text,)
    rest = text[length:]
    return (text[:length], rest if len(rest) <= length else f"{rest[: length - 1]}…")


def _box(row: int, step: Step, lanes: list[Named | None], supervised, days, levels: Iterable[str]) -> Box:
    x = MARGIN + LANE * lanes.index(step.post) + (LANE - BOX_WIDTH) // 2
    y = HEADER + ROW * row + (ROW - BOX_HEIGHT) // 2
    note = StepDuty(step.duty).label + (f" · {days}个工作日" if days else "")
    known = [level for level in levels if level in LEVELS][:MOST_MARKS]
    marks = tuple(
        Mark(level, LEVELS[level], x + BOX_WIDTH - 20 * (place + 1), y - 17)
        for place, level in enumerate(reversed(known))
    )
    return Box(x, y, folded(f"{step.number}. {step.name}", LINE), note, step.number in supervised, marks)


def _end(boxes: dict[int, Box]) -> Box:
    """The end stands under the last step."""
    return list(boxes.values())[-1]


def _ways(steps: Sequence[Step], boxes: dict[int, Box], right: int, end_at: int) -> tuple[list[Way], int]:
    """Every way, and how many of them run beside the lanes."""
    rows = {step.number: row for row, step in enumerate(steps)}
    last, drawn, beside = len(steps) - 1, [], 0
    for number, (onward, refused) in ways(steps).items():
        for target, is_refusal in ((onward, False), (refused, True)):
            if (is_refusal and target == END) or (target != END and target not in boxes):
                continue  # a refusal that ends it here needs no arrow; a step that is not there has none
            next_row = last + 1 if target == END else rows[target]
            to_x = _end(boxes).middle if target == END else boxes[target].middle
            to_y = end_at + 4 if target == END else boxes[target].y
            if next_row == rows[number] + 1 and not is_refusal:
                drawn.append(_straight(boxes[number], to_x, to_y))
            else:
                beside += 1
                drawn.append(_around(boxes[number], to_x, to_y, right + TRACK * beside, is_refusal))
    return drawn, beside


def _straight(box: Box, to_x: int, to_y: int) -> Way:
    half = (box.bottom + to_y) // 2
    return Way(f"M{box.middle} {box.bottom}V{half}H{to_x}V{to_y}", False, 0, 0)


def _around(box: Box, to_x: int, to_y: int, track: int, is_refusal: bool) -> Way:
    """Out of the side of the box, along the track beside the lanes, and into the top from a little aside."""
    out_y = box.y + (BOX_HEIGHT - 14 if is_refusal else BOX_HEIGHT // 2)
    edge, in_x = box.x + BOX_WIDTH, to_x - 48
    return Way(f"M{edge} {out_y}H{track}V{to_y - 14}H{in_x}V{to_y}", is_refusal, edge + 4, out_y - 4)
