"""What this floor's deeds are called in the audit."""

from audit.sentences import register_all

register_all(
    {
        "organisations.unit_created": "登记了单位{object}",
        "organisations.unit_changed": "修改了单位{object}：{fields}",
        "organisations.unit_lent": "将{object}借给{person}督查，至{until}",
        "organisations.unit_taken_back": "收回{person}对{object}的督查授权",
        "organisations.person_added": "登记了人员{object}",
        "organisations.person_changed": "修改了人员{object}：{fields}",
        "organisations.post_created": "登记了岗位{object}",
        "organisations.post_changed": "修改了岗位{object}：{fields}",
        "organisations.appointed": "任命{person}为{post}",
        "organisations.dismissed": "免去{person}的{post}",
        "organisations.put_in_charge": "明确{person}在{unit}分管{field}",
        "organisations.relieved": "结束{person}在{unit}对{field}的分管",
        "organisations.account_created": "为{object}开设了账号{username}",
        "organisations.account_disabled": "停用了{object}的账号",
        "organisations.account_enabled": "恢复了{object}的账号",
        "organisations.password_reset": "重置了{object}的密码",
        "organisations.password_changed": "修改了自己的密码",
        "organisations.role_given": "授予{object}{unit}的{role}角色",
        "organisations.role_ended": "收回{object}{unit}的{role}角色",
        "organisations.logged_in": "登录",
        "organisations.logged_out": "退出（{why}）",
        "organisations.login_failed": "{object}登录失败",
        "organisations.login_locked": "{object}连续登录失败，已锁定",
    }
)
