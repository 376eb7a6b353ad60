import pytest

from core.dates import cn
from documents import notices
from documents.enums import DocumentKind
from tests.documents import samples

RECTIFICATION, BLUE = DocumentKind.RECTIFICATION_NOTICE, DocumentKind.WARNING_NOTICE


def texts(content, level=None):
    return [block["text"] for block in content["body"] if level in (None, block["level"])]


def test_a_rectification_notice_says_everything_in_order():
    assert texts(samples.content()) == [
        "根据《七道江镇廉政风险预警防控暂行办法》第四十二条规定，经研究，决定对你单位实施黄色（中级）预警。现将有关事项通知如下：",
        "一、基本事实",
        samples.COMMON["facts"],
        "二、违反的规定",
        "违反《农村基层干部廉洁履行职责规定》关于村级工程项目管理的规定。",
        "三、处置措施",
        "诫勉谈话、函询整改。",
        "四、问题清单",
        "（一）零星工程未履行比价程序。",
        "整改要求：补齐询价资料。",
        "完成时限：2026年12月10日前。",
        "（二）工程款支付缺少审核。",
        "整改要求：逐笔复核凭证。",
        "完成时限：2026年12月15日前。",
        "五、整改要求",
        "1.建立零星工程台账。",
        "2.修订小额工程管理办法并公示。",
        "六、督导和评估",
        "督导责任人：镇纪委委员张晓梅。",
        "评估方式：期满后逐项实地核查，形成复核意见。",
        "七、回告要求",
        samples.COMMON["response"],
    ]


def test_a_warning_notice_says_what_to_mind_to_explain_and_when_to_correct():
    content = samples.content(BLUE)

    assert texts(content, notices.HEADING)[3:] == [
        "四、提醒事项",
        "五、需要说明的问题",
        "六、纠正要求",
        "七、回告要求",
    ]
    assert texts(content)[-9:] == [
        "1.群众议论较多，应主动回应。",
        "2.公示期不得少于七日。",
        "五、需要说明的问题",
        "地力补贴名单未公示的原因。",
        "六、纠正要求",
        "补贴名单一律先公示后上报。",
        "纠正期限：2026年12月10日前。",
        "七、回告要求",
        samples.COMMON["response"],
    ]


def test_a_person_is_addressed_as_one():
    assert "决定对你实施" in texts(samples.content(addressed_as="你"))[0]


def test_the_masthead_and_the_printing_office_default_to_the_issuer():
    content = samples.content(printed_by="")

    assert (content["masthead"], content["printed_by"]) == (f"{samples.ISSUER}文件", samples.ISSUER)


def test_no_signer_and_no_source_number_can_be_handed_in():
    with pytest.raises(notices.Incomplete, match=r"unknown \['signer', 'source_number'\]"):
        notices.read(RECTIFICATION, samples.YELLOW | {"signer": "孙正平", "source_number": "12"})


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_required_field_is_asked_for(kind):
    optional = {"copies_to", "printed_by"}
    for name in samples.DATA[kind].keys() - optional:
        for empty in ({}, {name: ""}):
            data = {key: value for key, value in samples.DATA[kind].items() if key != name} | empty
            with pytest.raises(notices.Incomplete, match=rf"missing \['{name}'\]"):
                notices.read(kind, data)


def test_a_problem_without_a_date_is_refused():
    with pytest.raises(notices.Incomplete, match=r"Problem: missing \['due_on'\]"):
        notices.read(
            RECTIFICATION, samples.YELLOW | {"problems": [{"problem": "账目不清", "requirement": "核对"}]}
        )


def test_fields_of_the_other_notice_are_refused():
    with pytest.raises(notices.Incomplete, match=r"unknown \['correct_by', 'explanations', 'reminders'\]"):
        notices.read(RECTIFICATION, samples.YELLOW | samples.BLUE)


def test_each_line_of_a_text_becomes_a_paragraph():
    blocks = texts(samples.content(facts="第一段\r\n\n  第二段。"))

    assert blocks[2:4] == ["第一段。", "第二段。"]


def test_a_receipt_leaves_blank_what_is_filled_in_by_hand():
    rows = {row["label"]: row["text"] for row in samples.content(DocumentKind.DELIVERY_RECEIPT)["rows"]}

    assert rows["文　　号"] == samples.NUMBER
    assert rows["送达方式"] == "□当面送达　　□单位转交"
    assert {rows[label] for label in ("送达人", "送达时间", "签收人（签名）", "拒签情况", "备　　注")} == {""}


def test_a_refusal_to_sign_names_both_deliverers():
    rows = samples.content(
        DocumentKind.DELIVERY_RECEIPT,
        deliverers=["张晓梅", "钱国栋"],
        refusal="拒绝签收，留置送达。",
        delivered_at=cn(samples.ISSUED_ON),
    )["rows"]

    assert {"张晓梅、钱国栋", "拒绝签收，留置送达。", "2026年11月24日"} <= {row["text"] for row in rows}
