"""manage.py bootstrap: the first two units and the three officers of an empty system."""

from django.core.management.base import BaseCommand, CommandError

from core.gates import Role
from core.verdict import Refusal
from organisations import workflow

OFFICERS = {
    "system": Role.SYSTEM_OFFICER,
    "security": Role.SECURITY_OFFICER,
    "audit": Role.AUDIT_OFFICER,
}


class Command(BaseCommand):
    help = "Make the centre, the town and one account each for the system, security and audit officer."

    def add_arguments(self, parser):
        parser.add_argument("--centre", required=True, help="name of the district centre, like 某某区惩防办")
        parser.add_argument("--town", required=True, help="name of the town")
        for name in OFFICERS:
            parser.add_argument(f"--{name}", required=True, metavar="NAME", help=f"who is the {name} officer")

    def handle(self, *, centre, town, **options):
        officers = {role: options[name] for name, role in OFFICERS.items()}
        if len(set(officers.values())) < len(officers):
            raise CommandError("三员须由三个人分别担任，请写三个不同的姓名。")
        try:
            logins = workflow.bootstrap(centre=centre, town=town, officers=officers)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("临时密码只显示这一次，首次登录须修改：")
        for login in logins:
            self.stdout.write(f"{login.role.label}  {login.username}  {login.password}")
