"""Bodies bear different names in different articles and are renamed over the years; villages differ from offices."""

from rulebook.enums import Kind
from rulebook.rules.registry import define

define(
    "organisations.villages_four_not_direct",
    label="村的“四个不直接管”",
    default=False,
    kind=Kind.BOOLEAN,
    choices={True: "适用于", False: "不适用于"},
    article=27,
    help="“四个不直接管”{value}村",
)
define(
    "documents.issuing_body",
    label="发文机关",
    default="七道江镇纪律检查委员会",
    kind=Kind.TEXT,
    article=41,
    help="预警文书由{value}发出",
)
define(
    "documents.issuing_code",
    label="机关代字",
    default="七镇纪廉预",
    kind=Kind.TEXT,
    article=42,
    help="预警文书的文号以“{value}”开头",
)
define(
    "documents.upper_issuing_body",
    label="上级发文机关",
    default="浑江区纪律检查委员会",
    kind=Kind.TEXT,
    article=41,
    help="上级办理的预警文书由{value}发出",
)
define(
    "documents.upper_issuing_code",
    label="上级机关代字",
    default="浑纪廉预",
    kind=Kind.TEXT,
    article=42,
    help="上级办理的预警文书的文号以“{value}”开头",
)
define(
    "documents.layout",
    label="通知书版式",
    default="document",
    kind=Kind.CHOICE,
    choices={"document": "文件格式", "letter": "信函格式"},
    article=42,
    help="预警通知书按GB/T 9704-2012的{value}印发",
)
define(
    "documents.bulletin_code",
    label="参阅的机关代字",
    default="七镇纪廉阅",
    kind=Kind.TEXT,
    article=45,
    help="预警信息参阅的文号以“{value}”开头",
)
define(
    "names.centre",
    label="预警中心",
    default="区惩防办",
    kind=Kind.TEXT,
    article=36,
    help="预警中心设在{value}",
)
define(
    "names.upper_body",
    label="上级惩防机构",
    default="市惩防办",
    kind=Kind.TEXT,
    article=25,
    help="等级目录报{value}审定",
)
