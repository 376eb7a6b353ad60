"""The moves of 三重一大: items, meetings, votes; and meetings held before they were kept here."""

from decisions.workflow.items import (
    assess,
    change,
    fulfil,
    prepare,
    propose,
    resubmit,
    schedule,
    strike,
    unschedule,
    withdraw,
)
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
from decisions.workflow.votes import enter_tally, express, put_back, settle, step_back, take_back, take_up

__all__ = [
    "add_on_the_spot",
    "assess",
    "cancel_meeting",
    "change",
    "change_meeting",
    "close_meeting",
    "deliver",
    "enter_tally",
    "express",
    "fulfil",
    "mark_presence",
    "open_meeting",
    "plan",
    "prepare",
    "propose",
    "put_back",
    "receive",
    "record_meeting",
    "resubmit",
    "schedule",
    "settle",
    "step_back",
    "strike",
    "take_back",
    "take_up",
    "unschedule",
    "withdraw",
]
