"""The deeds of this app, as the timeline and the auditor read them. A head reads them too: nothing tells 无情况 from items."""

SENTENCES = {
    "collection.open_quarter": "开启了{object}，新建采集表{forms}张，截止{due}",
    "collection.stop": "不再报送，停止催报",
    "collection.add_item": "录入了一条预警信息",
    "collection.change_item": "修改了一条预警信息",
    "collection.take_off": "去掉了一个附件",
    "collection.remove_item": "删除了一条预警信息",
    "collection.submit": "报送了采集表",
    "collection.submit_nil": "报送了采集表",
    "collection.accept": "接收了采集表",
    "collection.return_form": "退回了采集表",
    "collection.hand_over": "登记了转办：{handed_on}转给{handed_to}",
    "collection.export": "导出了采集表报送情况{rows}行",
}
