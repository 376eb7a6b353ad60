"""The deeds of this app, as the auditor reads them."""

SENTENCES = {
    "decisions.record_meeting": "登记了{object}，议题{items}个",
    "decisions.village_begun": "登记了村级决策“{object}”{how}",
    "decisions.village_changed": "修改了村级决策“{object}”",
    "decisions.village_step_held": "登记了“{object}”的{step}：{outcome}{how}",
    "decisions.village_step_corrected": "更正了“{object}”的{step}：{reason}",
    "decisions.village_objection": "登记了对“{object}”的异议",
    "decisions.village_objection_answered": "答复了对“{object}”的异议",
    "decisions.village_disclosure": "将“{object}”在公示网站{how}{reason}",
    "decisions.joint_drafted": "起草了联签文件“{object}”",
    "decisions.joint_changed": "修改了联签文件“{object}”{voided}",
    "decisions.joint_submitted": "将“{object}”提交联签，依次为{signers}",
    "decisions.joint_linked": "为“{object}”关联了议题“{item}”",
    "decisions.joint_signed": "{signer}签署了“{object}”",
    "decisions.joint_effective": "“{object}”联签完成，生效",
    "decisions.joint_refused": "{signer}拒签“{object}”：{reason}",
    "decisions.joint_withdrawn": "撤回了联签文件“{object}”：{reason}",
}
