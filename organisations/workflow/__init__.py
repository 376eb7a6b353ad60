"""Every deed of this floor: the register, accounts and their roles, logging in and out, and the very first start."""

from organisations.workflow.accounts import (
    change_password,
    choose_text_size,
    create_account,
    disable,
    enable,
    end_role,
    enrol,
    give_role,
    reset_password,
)
from organisations.workflow.logins import logged_in, logged_out, login_failed, login_locked
from organisations.workflow.register import (
    add_person,
    appoint,
    change_person,
    change_post,
    change_unit,
    create_post,
    create_unit,
    dismiss,
    lend_unit,
    put_in_charge,
    relieve,
    take_back_unit,
)
from organisations.workflow.start import bootstrap

__all__ = [
    "add_person",
    "appoint",
    "bootstrap",
    "change_password",
    "change_person",
    "change_post",
    "change_unit",
    "choose_text_size",
    "create_account",
    "create_post",
    "create_unit",
    "disable",
    "dismiss",
    "enable",
    "end_role",
    "enrol",
    "give_role",
    "lend_unit",
    "logged_in",
    "logged_out",
    "login_failed",
    "login_locked",
    "put_in_charge",
    "relieve",
    "reset_password",
    "take_back_unit",
]
