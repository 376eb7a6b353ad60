"""The columns of the risk register as a file: what an export writes and an import reads."""

from collections.abc import Iterable
from dataclasses import replace

from django.core.exceptions import ValidationError

from core.disclosable import DisclosureMode, DisclosureState
from core.spreadsheets import Column
from core.spreadsheets.columns import by_heading, in_lines
from core.spreadsheets.values import YES_NO, day, whole_number
from powers.enums import KeyPower
from riskpoints import rules, several
from riskpoints.enums import Cadence, Found, Layer, Level, Line, RiskType

STATUS = "status"


def columns(*, units: Iterable[str]) -> list[Column]:
    """`units` are the names there are."""
    return [
        Column("id", "编号", parse=whole_number),
        Column(
            "unit",
            "单位",
            ("单位科室", "所属单位", "责任主体", "科室/村", "村（社区）"),
            choices=[(name, name) for name in units],
        ),
        Column("section", "科室", ("部门", "责任科室", "内设机构"), max_length=60),
        Column("post", "岗位", ("涉及岗位", "岗位名称", "岗位类别"), max_length=100),
        Column("power", "职权", ("权力事项", "职权名称", "权力名称", "职权事项"), max_length=200),
        Column("link", "环节", ("重要环节", "事项及流程步骤", "流程环节", "风险环节"), max_length=100),
        Column("layer", "层面", choices=Layer),
        Column("risk_type", "风险类别", ("风险类型", "类别"), True, parse=risk_type),
        Column("name", "风险点", ("廉政风险点", "风险名称", "风险点名称", "风险项目名"), max_length=200),
        Column(
            "manifestation",
            "表现形式",
            ("内容及表现形式", "风险表现", "风险描述", "风险表现形式", "风险内容", "表现"),
            join=in_lines,
        ),
        Column("likelihood", "可能性", parse=one_to_five),
        Column("harm", "危害", ("危险性", "危害性"), parse=one_to_five),
        Column("is_major_decision", "三重一大决策环节", choices=YES_NO),
        Column("decides_on_resources", "人财物、处罚或许可的决定环节", choices=YES_NO),
        *columns_of_the_control(),
        Column("line", "四线", choices=Line),
        Column("key_power", "重点权力", choices=KeyPower),
        Column("key_field", "重点领域", max_length=40),
        Column("indicator", "监测指标", max_length=200),
        Column(
            "responsible_text",
            "责任人",
            ("直接责任人", "责任领导", "部门负责人", "部门责任人", "科室负责人", "分管领导", "分管领导人"),
            max_length=200,
            join=by_heading,
        ),
        Column("found_by", "排查方式", choices=Found),
        Column("disclosure", "公开方式", choices=DisclosureState),
        Column("disclosure_mode", "公开时限", choices=DisclosureMode),
        Column("withheld_reason", "不公开理由", max_length=200),
        Column("valid_from", "生效日期", parse=day),
        Column("valid_until", "失效日期", parse=day),
        Column("source", "来源", ("备注",), max_length=200),
        Column(STATUS, "状态", max_length=10),
    ]


def columns_of_the_control() -> list[Column]:
    """How grave a point is, and what is done about it."""
    return [
        Column("level", "风险等级", ("等级", "风险级别", "级别"), parse=level),
        Column("level_reason", "改级理由", max_length=200),
        Column("level_source", "来源所载等级", max_length=40),
        Column(
            "measures",
            "防控措施",
            ("防范措施", "措施", "防控要点及措施", "风险防控措施", "防范控制措施"),
            join=in_lines,
        ),
    ]


def template_columns(*, units: Iterable[str], posts: Iterable[str] = ()) -> list[Column]:
    """The columns as drop-downs, without those that only an export fills in."""
    drop_downs = {"risk_type": RiskType, "level": Level}
    if posts := [(name, name) for name in posts]:
        drop_downs["post"] = posts
    found = [column for column in columns(units=units) if column.name not in ("id", "level_source", STATUS)]
    return [
        replace(column, parse=None, choices=drop_downs[column.name])
        if column.name in drop_downs
        else replace(column, required=column.required or column.name == "name")
        for column in found
    ]


def risk_type(cell) -> RiskType:
    """思想道德 and 思想道德风险 are the same type."""
    kinds = {kind.label: kind for kind in RiskType}
    text = str(cell)
    found = kinds.get(text) or kinds.get(f"{text}风险")
    if found is None:
        raise ValidationError(f"“{text[:20]}”不在四类风险之内，应为：{'、'.join(kinds)}。")
    return found


def level(cell) -> str | several.Levels:
    """高, 中 or 低 in the ways registers write them, several where the row holds several points, "" for 未标."""
    text = str(cell)
    found = several.levels_of(text)
    if found is None:
        raise ValidationError(f"“{text[:20]}”看不出等级，应为高、中、低（或A、B、C）；没有定级的请留空。")
    return found


def one_to_five(cell) -> int:
    number = whole_number(cell)
    if not 1 <= number <= 5:
        raise ValidationError("应在1到5之间。")
    return number


def shown(point, name: str):
    """What an export writes into a column, before codes become words."""
    match name:
        case "unit":
            return point.unit.name
        case "post":
            return point.post.name if point.post_id else ""
        case "power":
            return point.power.name if point.power_id else ""
        case "measures":
            return "\n".join(line_of(measure).line for measure in point.measures.all() if measure.is_current)
        case "status":
            return point.get_status_display()
    return getattr(point, name)


def line_of(measure) -> rules.MeasureLine:
    return rules.MeasureLine(" ".join(measure.content.split()), measure.cadence)


def exported(point) -> list:
    return [label(point, name) for name in NAMES]


def label(point, name: str):
    """Codes become words; everything else is written as it is."""
    value = shown(point, name)
    words = LABELS.get(name)
    return words[value] if words and value else value


LABELS = {
    "layer": dict(Layer.choices),
    "risk_type": dict(RiskType.choices),
    "level": dict(Level.choices),
    "line": dict(Line.choices),
    "key_power": dict(KeyPower.choices),
    "found_by": dict(Found.choices),
    "disclosure": dict(DisclosureState.choices),
    "disclosure_mode": dict(DisclosureMode.choices),
}
HEADINGS = [column.heading for column in columns(units=())]
NAMES = [column.name for column in columns(units=())]
EXAMPLE = {
    "link": "审核",
    "layer": Layer.POST.label,
    "risk_type": RiskType.PROCESS.label,
    "name": "补贴对象审核把关不严",
    "manifestation": "不入户核查，凭关系认定补贴对象。",
    "likelihood": 3,
    "harm": 4,
    "decides_on_resources": "是",
    "measures": f"双人入户核查并签字（{Cadence.QUARTERLY.label}）\n名单公示7日（{Cadence.QUARTERLY.label}）",
    "line": Line.DISCRETION.label,
    "key_power": KeyPower.RESOURCES.label,
    "responsible_text": "财政所所长",
    "found_by": Found.SELF.label,
    "valid_from": "2026-01-01",
}
