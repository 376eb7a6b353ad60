"""Whoever signs for the upper body has a role of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_no_overlaps"),
    ]

    operations = [
        migrations.AlterField(
            model_name="roleassignment",
            name="role",
            field=models.CharField(
                choices=[
                    ("collector", "信息采集员"),
                    ("unit_head", "单位负责人"),
                    ("information_officer", "预警信息员"),
                    ("discipline_secretary", "镇纪委书记"),
                    ("town_leader", "镇领导"),
                    ("centre_officer", "预警中心"),
                    ("centre_head", "预警中心负责人"),
                    ("system_officer", "系统管理员"),
                    ("security_officer", "安全管理员"),
                    ("audit_officer", "审计管理员"),
                ],
                max_length=24,
                verbose_name="角色",
            ),
        ),
    ]
