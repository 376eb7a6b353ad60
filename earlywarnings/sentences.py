"""The deeds of this app, as the timeline and the auditor read them."""

SENTENCES = {
    "earlywarning.triage": "研判了{object}",
    "earlywarning.draft": "起草了{object}",
    "earlywarning.change": "修改了草稿",
    "earlywarning.submit": "提交审核",
    "earlywarning.approve": "审核通过",
    "earlywarning.return_to_draft": "退回起草",
    "earlywarning.report_up": "报上级",
    "earlywarning.sign": "签批了{number}",
    "earlywarning.deliver": "送达了通知书",
    "earlywarning.sign_for": "签收了通知书，应于{due}（含）前回告{note}",
    "earlywarning.deem_received": "送达后{days}日未签收，视为收到，应于{due}（含）前回告",
    "earlywarning.answer": "提交了第{round}次回告{note}",
    "earlywarning.add_opinion": "签署了对第{round}次回告的意见{note}",
    "earlywarning.verify": "复核了第{round}次回告：{result}",
    "earlywarning.close": "销号",
    "earlywarning.revoke": "撤销了预警",
    "earlywarning.export": "导出了预警台账{rows}行",
}
