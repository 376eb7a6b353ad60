"""Where the auditor finds it, and what he sees first."""

from core import registries
from core.gates import Role

WHO = (Role.AUDIT_OFFICER,)


def register() -> None:
    from audit import views

    registries.menu.add(
        registries.Entry("系统", "审计", "outline/history", "audit:events", roles=WHO, order=84, phone=True)
    )
    registries.homes.add(registries.Home(WHO, views.events))
