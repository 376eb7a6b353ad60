"""What this floor's deeds are called in the audit: of a report never more than that something was done to it."""

SENTENCES = {
    "declarations.commitment_drafted": "起草了{object}",
    "declarations.commitment_changed": "修改了{object}的草稿",
    "declarations.commitment_signed": "签署了{object}{how}",
    "declarations.commitment_published": "公示了{object}",
    "declarations.commitment_withdrawn": "撤下了{object}：{reason}",
    "declarations.practice_reported": "报告了{object}{how}",
    "declarations.practice_published": "公示了{object}",
    "declarations.template_written": "编写了承诺书模板{object}",
    "declarations.template_ended": "停用了承诺书模板{object}",
    "declarations.commitments_exported": "导出了公开承诺签署情况{rows}人",
    "declarations.matter_reported": "报送了{object}{how}",
    "declarations.matter_opened": "查阅了{object}",
    "declarations.matter_read": "阅知了{object}",
    "declarations.matter_asked": "请报告人补充{object}",
    "declarations.matter_supplemented": "补充了{object}{how}",
    "declarations.matter_remarked": "在{object}上填写了意见",
    "declarations.matter_filed": "将{object}归档",
    "declarations.matter_lent": "指定{person}经办{object}，至{until}",
    "declarations.matter_taken_back": "收回{person}对{object}的经办授权",
}
