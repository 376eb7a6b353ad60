"""The deeds of this app, as the timeline and the auditor read them. A head reads them too: nothing tells 无情况 from items."""

SENTENCES = {
    "collection.open_quarter": "开启了{object}，新建采集表{forms}张，截止{due}",
    "collection.open_half_year": "开启了{object}，新建分析报告{reports}份，截止{due}",
    "collection.open_consolidation": "新建了{object}，截止{due}",
    "collection.stop": "不再报送，停止催报",
    "collection.stop_report": "不再报送，停止催报",
    "collection.add_item": "录入了一条预警信息",
    "collection.change_item": "修改了一条预警信息",
    "collection.take_off": "去掉了一个附件",
    "collection.remove_item": "删除了一条预警信息",
    "collection.submit": "报送了采集表",
    "collection.submit_nil": "报送了采集表",
    "collection.accept": "接收了采集表",
    "collection.return_form": "退回了采集表",
    "collection.hand_over": "登记了转办：{handed_on}转给{handed_to}",
    "collection.write_report": "写了报告的文字部分",
    "collection.submit_report": "报送了{object}",
    "collection.confirm_nil_report": "报送了{object}",
    "collection.accept_report": "接收了{object}",
    "collection.return_report": "退回了{object}",
    "collection.export": "导出了采集表报送情况{rows}行",
}
