"""manage.py seed_demo [--on 2026-11-24]: fill an empty database with the demo town."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import clock
from demo.build import build
from demo.cast import PASSWORD
from organisations.models import User

LOGINS = (
    ("xinxiyuan", "镇纪委预警信息员"),
    ("xinxiyuan2", "镇纪委预警信息员（审核）"),
    ("shuji", "镇纪委书记"),
    ("lingdao", "镇领导"),
    ("cun1", "西山村信息采集员"),
    ("cun1-head", "西山村负责人"),
    ("bumen2-head", "财政所负责人"),
    ("zhongxin", "预警中心"),
    ("system", "系统管理员"),
    ("security", "安全管理员"),
    ("audit", "审计管理员"),
)


class Command(BaseCommand):
    help = "Fill an empty database with the demo town."

    def add_arguments(self, parser):
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day the town has reached; today by default"
        )

    def handle(self, *args, on: date | None = None, **options):
        if not settings.DEMO:
            raise CommandError("The demo town is for development only.")
        if User.objects.exists():
            raise CommandError(
                "The database already has accounts; the demo town is built into an empty one only."
            )
        build(on or clock.today())
        text = "\n".join(f"  {username:<12} {who}" for username, who in LOGINS)
        text = f"演示账号（密码都是 {PASSWORD}）：\n{text}\n"
        settings.DEMO_LOGINS.write_text(text, "utf-8")
        self.stdout.write(text)
