"""The standing cast stands where everybody believes it stands."""

from core.gates import Role


def test_the_town_lies_under_the_centre_with_its_villages_and_departments(
    town, centre, xishan, caizheng, enterprise
):
    assert town.parent == centre
    assert [unit.short_name for unit in town.children.all()] == [
        "西山村",
        "东沟村",
        "财政所",
        "民政办",
        "建材公司",
    ]
    assert xishan.sponsor.name == "赵启明"
    assert enterprise.is_direct_point


def test_everybody_holds_one_role_where_they_belong(
    zhang, qian, sun, li, zhou, wang, zhao, wu, zheng, feng, chen, town, centre, xishan, donggou
):
    everybody = (zhang, qian, sun, li, zhou, wang, zhao, wu, zheng, feng, chen)
    assert {user.name[0]: user.role_rows for user in everybody} == {
        "张": ((Role.INFORMATION_OFFICER, town.pk),),
        "钱": ((Role.INFORMATION_OFFICER, town.pk),),
        "孙": ((Role.DISCIPLINE_SECRETARY, town.pk),),
        "李": ((Role.UNIT_HEAD, xishan.pk),),
        "周": ((Role.COLLECTOR, xishan.pk),),
        "王": ((Role.UNIT_HEAD, donggou.pk),),
        "赵": ((Role.TOWN_LEADER, town.pk),),
        "吴": ((Role.CENTRE_OFFICER, centre.pk),),
        "郑": ((Role.SYSTEM_OFFICER, centre.pk),),
        "冯": ((Role.SECURITY_OFFICER, centre.pk),),
        "陈": ((Role.AUDIT_OFFICER, centre.pk),),
    }


def test_a_role_reaches_what_lies_below_and_nothing_beside(zhang, li, xishan, donggou, centre):
    assert zhang.holds(Role.INFORMATION_OFFICER, unit=xishan)
    assert not zhang.holds(Role.INFORMATION_OFFICER, unit=centre)
    assert li.reach(Role.UNIT_HEAD) == {xishan.pk}
