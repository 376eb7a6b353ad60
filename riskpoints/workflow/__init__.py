"""The life of a risk point: 个人自查 → 科室帮查 → 领导核查 → 组织审查 → 在册 → 已退出 (arts. 14, 15).

Each function is one move: lock, ask, write, record. Only here are `status` and `level` written.
"""

from riskpoints.workflow.catalogue import (
    approve_catalogue,
    disclose_catalogue,
    return_catalogue,
    send_catalogue,
    withdraw_catalogue,
)
from riskpoints.workflow.files import stock_library, take_in
from riskpoints.workflow.measures import add_measure, change_measure, end_measure, record_execution
from riskpoints.workflow.points import change, copy, create, drafted
from riskpoints.workflow.screening import (
    close_screening,
    confirm_point,
    copy_in,
    finish_assignment,
    open_screening,
    pass_on_assignment,
    report_none,
    send_back_assignment,
    write_in,
)
from riskpoints.workflow.stages import ask_review, pass_on, register, retire, review, send_back

__all__ = [
    "close_screening",
    "confirm_point",
    "copy_in",
    "finish_assignment",
    "open_screening",
    "pass_on_assignment",
    "report_none",
    "send_back_assignment",
    "write_in",
    "add_measure",
    "approve_catalogue",
    "ask_review",
    "change",
    "change_measure",
    "copy",
    "create",
    "disclose_catalogue",
    "drafted",
    "end_measure",
    "pass_on",
    "record_execution",
    "register",
    "retire",
    "return_catalogue",
    "review",
    "send_catalogue",
    "send_back",
    "stock_library",
    "take_in",
    "withdraw_catalogue",
]
