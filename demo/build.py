"""The demo town: one year up to a day, lived through the same moves its users have."""

import random
from datetime import date, datetime, time, timedelta

from django.db import transaction

from core import clock
from core.dates import Quarter
from demo import (
    accountable,
    collecting,
    declared,
    exercised,
    handled,
    inspected,
    meetings,
    registers,
    reporting,
    scored,
    screened,
    second_thoughts,
    signed_jointly,
    told,
    villages,
    warned,
)
from demo.cast import Casting, Town, settle
from demo.timeline import Timeline
from notifications import workflow as inbox

SEED = 20110920  # the day the rules were issued
QUARTERS_BACK = 4


@transaction.atomic
def build(until: date, seed: int = SEED) -> Town:
    """Build the town as `until` finds it in the morning. The same day and seed make the same town."""
    current = Quarter.containing(until)
    quarters = [current.plus(-n) for n in range(QUARTERS_BACK, -1, -1)]
    since = quarters[0].first_day
    fate = random.Random(seed)
    with clock.at(datetime.combine(since, time(8))):
        town = settle(Casting(seed, since))
    timeline = Timeline(until)
    harvest = collecting.Harvest()
    collecting.plan(town, timeline, fate, quarters, harvest)
    reporting.plan(town, timeline, quarters)
    second_thoughts.plan(town, timeline)
    registers.plan(town, timeline, fate)
    exercised.plan(town, timeline)
    screened.plan(town, timeline)
    warned.plan(town, timeline, harvest)
    inspected.plan(town, timeline)
    handled.plan(town, timeline)
    told.plan(town, timeline)
    meetings.plan(town, timeline)
    declared.plan(town, timeline)
    villages.plan(town, timeline)
    signed_jointly.plan(town, timeline)
    scored.plan(town, timeline)
    accountable.plan(town, timeline)
    timeline.add(until - timedelta(days=3), _read_inboxes, town)
    timeline.run()
    return town


def _read_inboxes(town: Town) -> None:
    for user in (*town.staff.values(), *town.heads.values(), *town.collectors.values()):
        inbox.read_all(by=town.today(user))
