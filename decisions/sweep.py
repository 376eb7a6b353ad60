"""What time does to decisions: what was to be archived or confirmed by a day and was not is found wrong (art. 30)."""

from datetime import date

from decisions import queries, workflow


def check_promises(on: date) -> dict[str, int]:
    meetings = queries.meetings_to_check_again(on)
    found = [finding for meeting in meetings for finding in workflow.check_meeting(meeting, on=on)]
    return {"decision_findings": len(found)}
