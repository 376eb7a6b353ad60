"""The columns of the power catalogue as a file: what an export writes and an import reads."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.core.exceptions import ValidationError

from core.disclosable import DisclosureMode, DisclosureState
from core.spreadsheets import Column
from core.spreadsheets.columns import in_lines
from core.spreadsheets.values import YES_NO, day, whole_number
from powers import rules
from powers.enums import BasisKind, DayKind, KeyPower, ListCategory

STATUS = "status"
SUB_KIND = 20
DAYS = re.compile(r"个?(工作日|自然日|日|天)(以内|内)?$")


def columns(*, units: Iterable[str], kinds: Iterable[str]) -> list[Column]:
    """`units` and `kinds` are the names there are; a kind may carry its sub-kind in brackets."""
    return [
        Column("id", "编号", parse=whole_number),
        Column(
            "unit",
            "行使主体",
            ("单位", "实施主体", "责任主体", "所属单位", "实施（责任）主体", "事项主体"),
            choices=named(units),
        ),
        Column(
            "name",
            "职权名称",
            ("名称", "权力事项", "事项名称", "权力名称", "项目名称", "职权事项", "赋权事项"),
            True,
            max_length=200,
        ),
        Column("code", "编码", ("职权编码", "权力编码", "事项编码", "基本编码"), max_length=40),
        Column(
            "kind",
            "类型",
            ("职权类型", "职权类别", "权力类型", "类别", "事项类型"),
            True,
            parse=kind_among(kinds),
        ),
        Column("sub_kind", "子类", ("子项",), max_length=SUB_KIND),
        Column("list_category", "清单类别", choices=ListCategory),
        Column("content", "内容", ("职权内容", "责任事项", "三定职责"), join=in_lines),
        Column("section", "承办机构", ("责任科室", "承办科室", "承办部门"), max_length=100),
        *columns_of_the_exercise(),
        Column("disclosure", "公开方式", choices=DisclosureState),
        Column("disclosure_mode", "公开时限", choices=DisclosureMode),
        Column("withheld_reason", "不公开理由", max_length=200),
        Column("valid_from", "生效日期", parse=day),
        Column("valid_until", "失效日期", parse=day),
        Column("source", "来源", ("备注",), max_length=200),
        Column(STATUS, "状态", max_length=10),
    ]


def columns_of_the_exercise() -> list[Column]:
    """On what grounds, by whom and within what time a power is exercised."""
    return [
        Column("post", "承办岗位", ("岗位",), max_length=100),
        Column("person", "责任人", max_length=50),
        Column("bases", "法规依据", ("设定依据", "实施依据", "依据", "法律依据", "法定依据"), join=in_lines),
        Column("original_body", "原实施主体", max_length=100),
        Column("transfer_basis", "下放或赋权依据", ("赋权依据",), max_length=200),
        Column("statutory_days", "法定时限", ("法定办结时限",), parse=days),
        Column("promised_days", "承诺时限", ("办理时限", "承诺办结时限"), parse=days),
        Column("day_kind", "时限单位", choices=DayKind),
        Column("documents_needed", "申请材料", ("材料清单", "所需材料"), join=in_lines),
        Column("counterpart_rights", "相对人权利"),
        Column("complaint_channel", "投诉举报途径", ("监督电话", "投诉方式"), max_length=200),
        Column("key_power", "重点权力", choices=KeyPower),
        Column("key_field", "重点领域", max_length=40),
        Column("in_service_centre", "在政务服务中心办理", choices=YES_NO),
    ]


def named(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, name) for name in names]


def kind_among(kinds: Iterable[str]):
    """Reads 行政许可（初审） where 行政许可 is one of the kinds."""
    known = frozenset(kinds)

    def read(cell) -> rules.Kind:
        kind = rules.Kind(str(cell)) if str(cell) in known else rules.split_kind(str(cell))
        if kind.name not in known:
            raise ValidationError(f"没有“{kind.name[:20]}”这个类型，可选：{'、'.join(kinds)}。")
        if len(kind.sub_kind) > SUB_KIND:
            raise ValidationError(f"括号里的子类最多{SUB_KIND}个字。")
        return kind

    return read


def days(cell) -> int:
    """20 and 20个工作日 are the same number; whether working days are meant is another column's business."""
    return whole_number(DAYS.sub("", str(cell)))


def template_columns(
    *, units: Iterable[str], kinds: Iterable[str], posts: Iterable[str] = ()
) -> list[Column]:
    """The columns as drop-downs, without those that only an export fills in."""
    drop_downs = {"kind": named(kinds)}
    if posts := named(posts):
        drop_downs["post"] = posts
    return [
        replace(column, parse=None, choices=drop_downs[column.name]) if column.name in drop_downs else column
        for column in columns(units=units, kinds=kinds)
        if column.name not in ("id", STATUS)
    ]


def shown(power, name: str):
    """What an export writes into a column, and what a cell must say to change nothing."""
    match name:
        case "unit":
            return power.unit.name
        case "kind":
            return power.kind.name
        case "post":
            return power.post.name if power.post_id else ""
        case "person":
            return power.person.name if power.person_id else ""
        case "bases":
            return bases_cell(power)
        case "status":
            return power.get_status_display()
    return getattr(power, name)


def bases_cell(power) -> str:
    """One basis per line, as rules.read_bases() understands it."""
    return "\n".join(basis_of(row).line for row in power.bases.all())


def basis_of(row) -> rules.Basis:
    return rules.Basis(row.kind, row.title, row.article, row.is_unverified)


def exported(power) -> list:
    return [label(power, name) for name in NAMES]


def label(power, name: str):
    """Codes become words; everything else is written as it is."""
    value = shown(power, name)
    words = LABELS.get(name)
    return words[value] if words and value else value


LABELS = {
    "list_category": dict(ListCategory.choices),
    "day_kind": dict(DayKind.choices),
    "key_power": dict(KeyPower.choices),
    "disclosure": dict(DisclosureState.choices),
    "disclosure_mode": dict(DisclosureMode.choices),
}
HEADINGS = [column.heading for column in columns(units=(), kinds=())]
NAMES = [column.name for column in columns(units=(), kinds=())]
EXAMPLE = {
    "name": "农村居民宅基地审批",
    "kind": "行政许可",
    "list_category": ListCategory.BASIC.label,
    "content": "对本镇农村居民新建、改扩建住宅用地申请进行审查批准。",
    "section": "自然资源所",
    "bases": f"{BasisKind.LAW.label}：《土地管理法》第六十二条",
    "statutory_days": 20,
    "promised_days": 15,
    "day_kind": DayKind.WORKING.label,
    "key_power": KeyPower.APPROVAL.label,
    "in_service_centre": "是",
    "disclosure": DisclosureState.OPEN.label,
    "valid_from": "2026-01-01",
}
