"""Where members and the two officers find this floor."""

from core import registries
from core.gates import BUSINESS
from organisations.queries import KEEPERS


def register() -> None:
    from organisations.views import accounts

    units = registries.Entry(
        "登记", "单位", "outline/sitemap", "organisations:units", roles=BUSINESS, order=45
    )
    registries.menu.add(units)
    registries.menu.add(
        registries.Entry(
            "系统", "账号", "outline/users", "organisations:accounts", roles=KEEPERS, order=80, phone=True
        )
    )
    registries.homes.add(registries.Home(KEEPERS, accounts.index))
