"""The moves of 三重一大: items, meetings, votes; and meetings held before they were kept here."""

from decisions.workflow.checks import check_meeting, explain, rectify
from decisions.workflow.imported import take_in_meetings
from decisions.workflow.items import (
    assess,
    change,
    fulfil,
    prepare,
    propose,
    resubmit,
    schedule,
    schedule_confirmation,
    strike,
    unschedule,
    withdraw,
)
from decisions.workflow.matters import add_matter, change_matter, end_matter
from decisions.workflow.meetings import (
    add_on_the_spot,
    cancel_meeting,
    change_meeting,
    close_meeting,
    deliver,
    mark_presence,
    open_meeting,
    plan,
    receive,
)
from decisions.workflow.past import record_meeting
from decisions.workflow.votes import (
    enter_tally,
    express,
    express_several,
    put_back,
    settle,
    step_back,
    take_back,
    take_up,
)

__all__ = [
    "add_matter",
    "add_on_the_spot",
    "assess",
    "cancel_meeting",
    "change",
    "change_matter",
    "change_meeting",
    "check_meeting",
    "close_meeting",
    "deliver",
    "end_matter",
    "enter_tally",
    "explain",
    "express",
    "express_several",
    "fulfil",
    "mark_presence",
    "open_meeting",
    "plan",
    "prepare",
    "propose",
    "put_back",
    "receive",
    "record_meeting",
    "rectify",
    "resubmit",
    "schedule",
    "schedule_confirmation",
    "settle",
    "step_back",
    "strike",
    "take_back",
    "take_in_meetings",
    "take_up",
    "unschedule",
    "withdraw",
]
