"""Decisions taken before they were kept here, from a list: a row is an item, the rows of one meeting belong together.

All or nothing, and nobody is guessed: a name that fits nobody or two is an error at its cell. What is wrong with a past
meeting itself (nobody of 纪委 there, votes that do not add up) is no error of the file; it comes in and is found.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.spreadsheets import ImportReport, Saved, read_table, run_import
from core.spreadsheets.outcome import Outcome as FileOutcome
from decisions import queries, tables, workflow
from decisions.enums import Presence, Seat, Way
from decisions.rules.written import Ballots, Candidates, Mention, Said
from powers.queries import names_of

OF_THE_MEETING = ("kind", "held", "chair", "members", "place", "discipline")
NEVER_COMPARED = ("number", "unit", "proposer")  # the units may go by several names
OF_THE_ITEM = ("title", "resolution", "amount", "fund_source", "payee", "emergency_reason")


@transaction.atomic
def read_meetings(upload, *, by, units, unit=None, check_only: bool = False) -> ImportReport:
    """`unit` is whose meetings they are where the file does not say; SpreadsheetError when it cannot be read at all."""
    table = read_table(upload, columns=tables.columns(), allow_unknown=True)
    file = MeetingFile(list(units), by=by, unit=unit)
    return run_import(
        table,
        save_row=file.save_row,
        finish=lambda: file.take_in(table.filename, table.digest),
        check_only=check_only,
    )


def try_meetings(upload, **options) -> FileOutcome:
    return FileOutcome.of(read_meetings, upload, **options)


class MeetingFile:
    """Whatever the rows may speak of is read once for each unit."""

    def __init__(self, units, *, by, unit):
        self.by, self.units = by, names_of(units)
        self.home = unit or (units[0] if len(units) == 1 else None)
        self.known = queries.known_meetings(units)
        self.columns = {column.name: column for column in tables.columns()}
        self.people: dict[int, tuple] = {}
        self.below: dict[int, dict] = {}
        self.drafts: dict[tuple, dict] = {}
        self.first_rows: dict[tuple, tuple[int, dict]] = {}

    def save_row(self, row) -> Saved:
        said = {name: row.values.get(name) or "" for name in self.columns}
        said["amount"] = row.values.get("amount")
        unit = self._unit(said["unit"])
        held_on, _ = said["held"]
        if held_on > clock.today():
            raise ValidationError({"held": "会议还没有开，不能补录。"})
        key = (unit.pk, said["meeting"], held_on)
        if key in self.known:
            return self._unchanged(self.known[key], said)
        if key not in self.drafts:
            draft = self._meeting(unit, said)
            self.drafts[key], self.first_rows[key] = draft, (row.number, said)
        self._agrees(key, said)
        self._add(self.drafts[key], said)
        return Saved.CREATED

    def take_in(self, filename: str, digest: str) -> None:
        if self.drafts:
            workflow.take_in_meetings(list(self.drafts.values()), by=self.by, file=filename, sha256=digest)

    # -- a meeting that stands here already -------------------------------------------------------------

    def _unchanged(self, items: dict, said: dict) -> Saved:
        """The same file again says the same; a past meeting is not changed by a file."""
        item = items.get(said["title"])
        if item is None:
            raise ValidationError({"title": "这次会议已经登记，不能用导入增加议题。"})
        cells = tables.exported(0, item, hears=True, shared=frozenset())
        for column, cell in zip(self.columns.values(), cells, strict=True):
            new = said[column.name]
            if column.name in NEVER_COMPARED or new in ("", None) or _bare(new) == _bare(column.read(cell)):
                continue
            told = cell if cell not in ("", None) else "（空）"
            raise ValidationError({column.name: f"已登记为“{str(told)[:60]}”，不能用导入改变。"})
        return Saved.UNCHANGED

    # -- a new one --------------------------------------------------------------------------------------

    def _unit(self, name: str):
        if not name and self.home is None:
            raise ValidationError({"unit": "不能为空，请写明是哪个单位的会议。"})
        if name and name not in self.units:
            raise ValidationError({"unit": f"没有“{name[:20]}”这个单位，或不由您补录。"})
        return self.units[name] if name else self.home

    def _meeting(self, unit, said: dict) -> dict:
        held_on, held_at = said["held"]
        for name in ("chair", "members"):
            if not said[name]:
                raise ValidationError({name: "一次会议的第一行须写明。"})
        seats = self._seats(unit, said["members"])
        chair = self._person(unit, "chair", said["chair"][0])
        if len(said["chair"]) > 1:
            raise ValidationError({"chair": "主持人写一位。"})
        if chair not in [seat["person"] for seat in seats]:
            raise ValidationError({"members": f"参会人里没有主持人“{chair}”，请补上。"})
        return {
            "unit": unit,
            "title": said["meeting"],
            "kind": said["kind"],
            "held_on": held_on,
            "held_at": held_at,
            "chair": chair,
            "place": said["place"],
            "discipline_present": said["discipline"] or _discipline(seats),
            "seats": seats,
            "items": [],
        }

    def _seats(self, unit, mentions: tuple[Mention, ...]) -> list[dict]:
        seats = []
        for mention in mentions:
            person = self._person(unit, "members", mention)
            if person in [seat["person"] for seat in seats]:
                raise ValidationError({"members": f"“{mention.name}”写了两次。"})
            presence = Presence.ABSENT if mention.remark else Presence.PRESENT
            seats.append(
                {
                    "person": person,
                    "seat": Seat.MEMBER,
                    "presence": presence,
                    "absence_reason": mention.remark[:200],
                }
            )
        return seats

    def _agrees(self, key: tuple, said: dict) -> None:
        """What a later row of the meeting says of it, or leaves empty, is what its first row said."""
        number, first = self.first_rows[key]
        for name in OF_THE_MEETING:
            if said[name] and said[name] != first[name]:
                raise ValidationError({name: f"与第{number}行的同一次会议写得不一样，请核对。"})

    def _add(self, draft: dict, said: dict) -> None:
        unit = draft["unit"]
        if said["title"] in [item["title"] for item in draft["items"]]:
            raise ValidationError({"title": "这次会议的同一个议题写了两行。"})
        seats = draft["seats"]
        known = [seat["person"] for seat in seats]
        for mention in said["attendees"] or ():
            person = self._person(unit, "attendees", mention, below=True)
            if person not in known:
                seats.append(_beside(person, mention.remark))
        if not draft["discipline_present"]:
            draft["discipline_present"] = _discipline(seats)
        members = {seat["person"].pk: seat for seat in seats if seat["seat"] == Seat.MEMBER}
        draft["items"].append(
            {name: said[name] for name in OF_THE_ITEM}
            | {
                "outcome": said["outcome"],
                "unit": self._proposer(unit, said["proposer"]),
                "proposal": said["proposal"] or said["title"],
                "registration": {name: said[name] for name in tables.REGISTERED},
                "recusals": [
                    {"person": self._member(unit, "recusals", one, members), "reason": one.remark or "回避"}
                    for one in said["recusals"] or ()
                ],
            }
            | self._kind(unit, said, draft["held_on"])
            | self._votes(unit, said["views"] or (), members)
        )

    def _kind(self, unit, said: dict, on) -> dict:
        """Which line of the list it falls under, and with it the category; or the category alone."""
        matter = None
        if said["matter"]:
            found = queries.matter_by_code(unit, said["matter"], on)
            if len(found) != 1:
                problem = "不止一项" if found else "没有"
                raise ValidationError({"matter": f"事项清单里{problem}“{said['matter']}”，请核对编码。"})
            matter = found[0]
        category = said["category"] or (matter.category if matter else "")
        if not category:
            raise ValidationError({"matter": "请写明事项编码，或者加一列“议题类别”。"})
        if matter and category != matter.category:
            raise ValidationError({"category": f"清单里{matter}是{matter.get_category_display()}。"})
        return {"matter": matter, "category": category}

    def _votes(self, unit, voted: Any, members: dict) -> dict:
        nothing: dict = {"opinions": [], "candidates": [], "ballots": None, "way": Way.ORAL}
        if isinstance(voted, Ballots):
            return nothing | {"way": Way.BALLOT, "ballots": voted._asdict()}
        if isinstance(voted, Candidates):
            return nothing | _contest(voted)
        opinions = []
        for one in voted:
            person = self._member(unit, "views", one.who, members)
            if person in [opinion["person"] for opinion in opinions]:
                raise ValidationError({"views": f"“{person}”的意见写了两次。"})
            opinions.append(
                {
                    "person": person,
                    "view": one.view,
                    "reason": one.reason[:300] or tables.NO_REASON,
                    "is_written": members[person.pk]["presence"] == Presence.ABSENT,
                }
            )
        return nothing | {"opinions": opinions}

    # -- people and units, never guessed ----------------------------------------------------------------

    def _member(self, unit, column: str, mention: Mention, members: dict):
        person = self._person(unit, column, mention)
        if person.pk not in members:
            raise ValidationError({column: f"“{mention.name}”不在参会人里，请核对。"})
        return person

    def _person(self, unit, column: str, mention: Mention, *, below: bool = False):
        if unit.pk not in self.people:
            self.people[unit.pk] = queries.people_of(unit)
        found = self.people[unit.pk][below].get(mention.name, [])
        if mention.post:
            found = [person for person in found if person.title == mention.post]
        if not found:
            raise ValidationError({column: f"{unit}没有“{mention.name[:20]}”，请核对姓名，或先登记人员。"})
        if len(found) > 1:
            problem = f"{unit}有不止一位“{mention.name[:20]}”，请写成“{mention.name[:20]}[职务]”。"
            raise ValidationError({column: problem})
        return found[0]

    def _proposer(self, unit, name: str):
        if unit.pk not in self.below:
            self.below[unit.pk] = names_of(queries.units_below(unit))
        if name and name not in self.below[unit.pk]:
            raise ValidationError({"proposer": f"{unit}没有“{name[:20]}”这个单位，请核对。"})
        return self.below[unit.pk][name] if name else unit


def _bare(value):
    """Without the posts, which only tell people of one name apart."""
    if not isinstance(value, tuple):
        return value
    return tuple(
        one._replace(who=one.who._replace(post=""))
        if isinstance(one, Said)
        else one._replace(post="")
        if isinstance(one, Mention)
        else one
        for one in value
    )


def _discipline(seats: list[dict]) -> str:
    there = [seat for seat in seats if seat["presence"] == Presence.PRESENT]
    return "、".join(seat["person"].name for seat in there if seat["person"].is_discipline_staff)[:100]


def _beside(person, absence: str) -> dict:
    seat = Seat.SUPERVISOR if person.is_discipline_staff else Seat.ATTENDEE
    presence = Presence.ABSENT if absence else Presence.PRESENT
    return {"person": person, "seat": seat, "presence": presence, "absence_reason": absence[:200]}


def _contest(voted: Candidates) -> dict:
    names = [name for name, _, _ in voted.votes]
    if not voted.seats or len(set(names)) < len(names):
        raise ValidationError({"views": "应选人数须大于0，候选人不能重复。"})
    standing = [{"name": name, "votes": votes, "is_elected": won} for name, votes, won in voted.votes]
    return {"way": Way.CONTEST, "seats": voted.seats, "candidates": standing, "ballots": {}}
