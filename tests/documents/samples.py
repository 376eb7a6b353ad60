"""One of each document, as the apps above hand them in; and files of every kind somebody may upload."""

import io
import zipfile
from datetime import date

from documents import notices, typesetting
from documents.enums import DocumentKind, Layout

ISSUER = "中共七道江镇纪律检查委员会"
ISSUED_ON = date(2026, 11, 24)
NUMBER = "七镇纪廉预〔2026〕1号"
CODE = "7K3M-QX2P-9RTA"
COMMON = {
    "issuer": ISSUER,
    "addressee": "石桥村村民委员会",
    "basis": "《七道江镇廉政风险预警防控暂行办法》第四十二条",
    "rule": "违反《农村基层干部廉洁履行职责规定》关于村级工程项目管理的规定",
    "facts": "经查，2026年第三季度你村三次直接委托同一施工队实施零星工程，合同金额合计8.6万元，未履行比价程序。",
    "response": "请自接到本通知书的次日起30日内，剖析成因，落实整改，形成书面报告回告中共七道江镇纪律检查委员会。",
    "copies_to": ["镇党委、镇政府", "区惩防办"],
    "printed_by": "中共七道江镇纪律检查委员会办公室",
}
YELLOW = COMMON | {
    "tier": "黄色（中级）预警",
    "measures": ["诫勉谈话", "函询整改"],
    "requirements": ["建立零星工程台账", "修订小额工程管理办法并公示"],
    "problems": [
        {"problem": "零星工程未履行比价程序", "requirement": "补齐询价资料", "due_on": date(2026, 12, 10)},
        {"problem": "工程款支付缺少审核", "requirement": "逐笔复核凭证", "due_on": date(2026, 12, 15)},
    ],
    "supervisor": "镇纪委委员张晓梅",
    "evaluation": "期满后逐项实地核查，形成复核意见",
}
RED = YELLOW | {"tier": "高级（红色）预警", "measures": ["专项调查", "督导整改"]}
BLUE = COMMON | {
    "tier": "蓝色（低级）预警",
    "measures": ["谈话提醒", "责令说明"],
    "requirements": ["补贴名单一律先公示后上报"],
    "reminders": ["群众议论较多，应主动回应", "公示期不得少于七日"],
    "explanations": ["地力补贴名单未公示的原因"],
    "correct_by": date(2026, 12, 10),
}
RECEIPT = {
    "issuer": ISSUER,
    "document_title": "廉政风险预警整改通知书",
    "document_number": NUMBER,
    "addressee": "石桥村村民委员会",
}
BULLETIN = {
    "issuer": ISSUER,
    "addressee": "镇党委、镇政府，区惩防办",
    "passages": [
        {"heading": "基本情况", "text": "2026年下半年，镇纪委在工作中发现某村存在业务流程风险。"},
        {"heading": "下步要求", "text": "各单位对照检查。\n每月核对一次。"},
    ],
    "copies_to": ["各单位负责人"],
}
DATA = {
    DocumentKind.RECTIFICATION_NOTICE: YELLOW,
    DocumentKind.WARNING_NOTICE: BLUE,
    DocumentKind.DELIVERY_RECEIPT: RECEIPT,
    DocumentKind.BULLETIN: BULLETIN,
}


def content(kind=DocumentKind.RECTIFICATION_NOTICE, title=None, layout=Layout.DOCUMENT, **changes) -> dict:
    kind = DocumentKind(kind)
    data, title = DATA[kind] | changes, title or kind.label
    return notices.content(kind, data, number=NUMBER, title=title, on=ISSUED_ON, layout=layout)


def typeset(
    kind=DocumentKind.RECTIFICATION_NOTICE, *, demo=False, title=None, layout=Layout.DOCUMENT, **changes
) -> bytes:
    words = content(kind, title, layout, **changes)
    return typesetting.typeset(kind, words, on=ISSUED_ON, check_code=CODE, demo=demo).pdf


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return out.getvalue()


JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 20
PDF = b"%PDF-1.7\n"
DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
