"""The votes on an item: who takes part, what was said, and what it comes to …"""

from dataclasses import asdict

from decisions.enums import Base, Outcome, Presence, Seat, View, Way
from decisions.models import Attendance, Opinion
from decisions.queries.meetings import values
from decisions.rules import conduct
from decisions.rules.voting import Count, Judgement, Rule, Rules, elect, fraction_of, judge, quorum_in_words
from organisations.models import Person


class Chamber:
    """The members of one meeting as they stand before one item. Three queries, however many members."""

    def __init__(self, item):
        self.item, self.meeting = item, item.meeting
        self.everybody: list[Attendance] = list(
            self.meeting.attendances.select_related("person").order_by("position")
        )
        self.attendances = [row for row in self.everybody if row.seat == Seat.MEMBER]
        self.recusals = {row.person_id: row for row in item.recusals.all()}
        self.opinions: list[Opinion] = list(item.opinions.select_related("person"))

    @property
    def members(self) -> list[Person]:
        return [row.person for row in self.attendances]

    @property
    def present(self) -> list[Person]:
        return [row.person for row in self.attendances if row.presence == Presence.PRESENT]

    @property
    def voting(self) -> list[Person]:
        """Present, and not stepped back."""
        return [person for person in self.present if person.pk not in self.recusals]

    @property
    def spoken(self) -> list[Person]:
        return [opinion.person for opinion in self.opinions if not opinion.is_written]

    @property
    def last(self) -> Person | None:
        return conduct.presiding(self.meeting.chair, self.voting)

    def opinion_of(self, person) -> Opinion | None:
        return next((opinion for opinion in self.opinions if opinion.person_id == person.pk), None)

    def is_present(self, person) -> bool:
        return person in self.present

    def is_in_the_room(self, person) -> bool:
        """As a member or otherwise; a teller need not be a member."""
        return any(row.person_id == person.pk and row.presence == Presence.PRESENT for row in self.everybody)


def count(chamber: Chamber) -> Count:
    """Heads in the room, and what they said or what the tellers counted."""
    recused = sum(person.pk in chamber.recusals for person in chamber.present)
    heads = {"members": len(chamber.members), "present": len(chamber.present), "recused": recused}
    if chamber.item.is_secret:
        tally = chamber.item.tally
        return Count(
            **heads, agree=tally.agree, disagree=tally.disagree, defer=tally.abstain, invalid=tally.invalid
        )
    views = [opinion.view for opinion in chamber.opinions if not opinion.is_written]
    return Count(
        **heads,
        agree=views.count(View.AGREE),
        disagree=views.count(View.DISAGREE),
        defer=views.count(View.DEFER),
    )


def rules_for(item) -> Rules:
    """The settings of the day, and what the town's list says of this matter."""
    return rules_of(item.matter, values())


def rules_of(matter, said: dict) -> Rules:
    passing = Rule(Base.MEMBERS, fraction_of(said["decisions.passing"]))
    if matter:
        passing = Rule(matter.base, fraction_of(matter.fraction))
    return Rules(
        quorum=fraction_of(said["decisions.quorum"]),
        passing=passing,
        disagreement=fraction_of(said["decisions.disagreement"]),
        emergency=Rule(Base.PRESENT, fraction_of(said["decisions.emergency_passing"])),
    )


def judgement(chamber: Chamber) -> Judgement:
    counted = count(chamber)
    return judge(counted, rules_for(chamber.item), emergency=is_emergency(chamber.item))


def contest(chamber: Chamber):
    """差额票决: who is elected by the votes the tellers counted."""
    votes = {candidate.name: candidate.votes or 0 for candidate in chamber.item.candidates.all()}
    return elect(votes, seats=chamber.item.seats, count=count(chamber), rules=rules_for(chamber.item))


def is_emergency(item) -> bool:
    return item.is_emergency or item.meeting.is_emergency


def as_counted(counted: Count) -> dict:
    return asdict(counted)


def outcome_of(chamber: Chamber) -> Judgement:
    """What the count comes to by rule, in numbers and words; of a 差额票决 with who is elected."""
    found = judgement(chamber)
    if chamber.item.way != Way.CONTEST or not found.is_quorate:
        return found
    result = contest(chamber)
    outcome = Outcome.PASSED if result.elected else Outcome.REJECTED
    words = f"{quorum_in_words(count(chamber), rules_for(chamber.item))}；{result.arithmetic}"
    return Judgement(True, False, outcome, outcome, words)
