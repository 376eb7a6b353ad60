"""Who may do what to the register and to accounts, and if not, why not.

The register (units, people, posts, who is in charge of what) is business and kept by 预警信息员. Accounts are made by the
system officer, roles given by the security officer: neither can give himself anything, and neither sees business.
"""

from organisations.access.accounts import (
    may_authorise,
    may_create_account,
    may_disable,
    may_enable,
    may_end_role,
    may_give_role,
    may_reset_password,
)
from organisations.access.register import (
    may_add_person,
    may_add_unit,
    may_appoint,
    may_change_post,
    may_change_unit,
    may_dismiss,
    may_lend,
    may_maintain,
    may_move_person,
    may_put_in_charge,
    may_see_management,
)

__all__ = [
    "may_add_person",
    "may_add_unit",
    "may_appoint",
    "may_authorise",
    "may_change_post",
    "may_change_unit",
    "may_create_account",
    "may_disable",
    "may_dismiss",
    "may_enable",
    "may_end_role",
    "may_give_role",
    "may_lend",
    "may_maintain",
    "may_move_person",
    "may_put_in_charge",
    "may_reset_password",
    "may_see_management",
]
