"""A unit's sheet of a year: 自评 → 核查 → 阅知 or 申诉 → 审定 → 公布 (art. 48)."""

from datetime import date
from decimal import Decimal

from assessment import access, letters, queries, rules
from assessment.enums import SheetStatus
from assessment.models import Appeal, Scheme, Sheet, SheetLine
from assessment.workflow import promising
from audit.log import move, record
from core import clock
from core.dates import cn
from core.rows import lock
from core.verdict import Refusal, refused, require


@move
def open_year(year: int, *, by) -> list[Sheet]:
    """A sheet for every scored unit that has none yet; under the scheme's lock, so that two who press it open one each."""
    require(access.may_open_year(by))
    today = clock.today()
    scheme = lock(queries.scheme_in_force())
    have = set(Sheet.objects.filter(year=year).values_list("unit_id", flat=True))
    units = [unit for unit in queries.scored_units(today) if unit.pk not in have]
    schemes, days = queries.schemes_for(year), promising.Days(today)
    sheets = [_open(schemes.get(unit.kind, scheme), unit, year, days) for unit in units]
    record("assessment.open_year", scheme, by=by, year=year, sheets=len(sheets))
    return sheets


def _open(scheme: Scheme, unit, year: int, days: promising.Days) -> Sheet:
    sheet = Sheet.objects.create(scheme=scheme, unit=unit, year=year, opened_on=days.today)
    SheetLine.objects.bulk_create(
        SheetLine(sheet=sheet, item=item, points=item.points) for item in scheme.items.all()
    )
    promising.promise(sheet, days)
    return sheet


@move
def self_assess(sheet: Sheet, *, by, version: int, scores: dict[int, tuple]) -> Sheet:
    """自评: by the line's id whether it applies, what the unit gives itself, and why."""
    sheet = lock(sheet, version)
    require(access.may_self_assess(by, sheet))
    lines = _lines(sheet)
    for line in lines:
        line.applies, line.self_score, line.note = scores[line.pk]
        require(_of(line, rules.scored_within(line.self_score, line.points, applies=line.applies)))
    SheetLine.objects.bulk_update(lines, ["applies", "self_score", "note"])
    sheet.self_assessed_on, sheet.self_assessed_by = clock.today(), signature(by)
    _on(sheet, SheetStatus.SELF_ASSESSED)
    record("assessment.self_assessed", sheet, by=by)
    letters.tell_reviewers(sheet)
    return sheet


@move
def check(sheet: Sheet, *, by, version: int, scores: dict[int, tuple]) -> Sheet:
    """核查: every item scored, with the reason wherever it departs from the evidence or from what the unit says."""
    sheet = lock(sheet, version)
    require(access.may_check(by, sheet))
    lines = _lines(sheet)
    known = queries.evidence_for(sheet, lines, clock.today())
    for line in lines:
        line.applies, line.checked_score, line.checked_note = scores[line.pk]
        _judge(line, known.get(line.pk))
    SheetLine.objects.bulk_update(lines, ["applies", "checked_score", "checked_note"])
    sheet.checked_on, sheet.checked_by = clock.today(), by
    _on(sheet, SheetStatus.CHECKED)
    record("assessment.checked", sheet, by=by)
    letters.tell_unit(sheet, "已核查，请阅知；有异议的，可以申诉。")
    return sheet


def _judge(line: SheetLine, evidence) -> None:
    """What follows the evidence against the unit's own score has its reason there, and the sheet says so."""
    proposed = evidence.proposed if evidence else None
    require(_of(line, rules.scored_within(line.checked_score, line.points, applies=line.applies)))
    require(_of(line, rules.says_why(line.checked_score, line.self_score, line.checked_note, proposed)))
    if not line.checked_note.strip() and line.checked_score != line.self_score:
        line.checked_note = f"按系统佐证：{evidence.text}。"


@move
def accept(sheet: Sheet, *, by) -> Sheet:
    """阅知: the unit has seen what was found and has nothing against it."""
    sheet = lock(sheet)
    require(access.may_accept(by, sheet))
    sheet.seen_on, sheet.seen_by = clock.today(), signature(by)
    _on(sheet, SheetStatus.SEEN)
    record("assessment.accepted", sheet, by=by)
    return sheet


@move
def deem_seen(sheet: Sheet, *, on: date, due_on: date) -> Sheet | None:
    """视为阅知: neither acknowledged nor appealed by the day that was promised. None when somebody was faster."""
    sheet = lock(sheet)
    if sheet.status != SheetStatus.CHECKED or due_on >= on:
        return None
    sheet.seen_on, sheet.seen_by = due_on, letters.DEEMED
    _on(sheet, SheetStatus.SEEN)
    record("assessment.deemed_seen", sheet, by=None, due=cn(due_on))
    letters.tell_unit(sheet, "到期没有阅知，也没有申诉，视为阅知，等待审定。")
    return sheet


@move
def appeal(sheet: Sheet, *, by, line: SheetLine, reason: str) -> Appeal:
    """申诉 of one item; the first ends nothing, further items may be added until it is answered."""
    sheet = lock(sheet)
    require(access.may_appeal(by, sheet))
    if line.sheet_id != sheet.pk or line.checked_score is None:
        raise Refusal(refused("请选择一项核查过的评分项。", 48))
    if line.appeals.exists():
        raise Refusal(refused("这一项已经申诉过，一项只申诉一次。", 48))
    made = Appeal.objects.create(
        line=line,
        reason=reason,
        made_by=signature(by),
        made_on=clock.today(),
        score_before=line.checked_score,
    )
    _on(sheet, SheetStatus.APPEALED)
    record("assessment.appealed", sheet, by=by, item=str(line.item))
    letters.tell_reviewers(sheet)
    return made


@move
def answer(appeal: Appeal, *, by, score: Decimal, words: str) -> Appeal:
    """The answer with its reason; when the last one is given the unit has been heard."""
    sheet = lock(appeal.line.sheet)
    appeal, line = lock(appeal), lock(appeal.line)
    require(access.may_answer(by, sheet))
    if appeal.answered_on is not None:
        raise Refusal(refused("这一项申诉已经答复。", 48))
    require(_of(line, rules.scored_within(score, line.points, applies=line.applies)))
    line.checked_score = score
    line.save()
    appeal.answer, appeal.answered_by, appeal.answered_on = words, signature(by), clock.today()
    appeal.save()
    record("assessment.answered", sheet, by=by, item=str(line.item), was=appeal.score_before, score=score)
    if not queries.appeals_of(sheet).filter(answered_on=None).exists():
        sheet.seen_on, sheet.seen_by = clock.today(), "申诉已答复"
        _on(sheet, SheetStatus.SEEN)
        letters.tell_unit(sheet, "的申诉已全部答复，请查看。")
    return appeal


@move
def approve(sheet: Sheet, *, by) -> Sheet:
    """审定: every fact of the score is kept with its hash; nothing of the sheet changes any more."""
    sheet = lock(sheet)
    require(access.may_approve(by, sheet))
    sheet.frozen = queries.facts_of(sheet, rules.looked_at_until(sheet.year, clock.today()))
    sheet.sha256 = rules.fingerprint(sheet.frozen)
    sheet.approved_on, sheet.approved_by = clock.today(), signature(by)
    _on(sheet, SheetStatus.APPROVED)
    score = sheet.frozen["result"]["得分"]
    record("assessment.approved", sheet, by=by, score=score, sha256=sheet.sha256)
    return sheet


@move
def publish(sheet: Sheet, *, by) -> Sheet:
    sheet = lock(sheet)
    require(access.may_publish(by, sheet))
    sheet.published_on = clock.today()
    _on(sheet, SheetStatus.PUBLISHED)
    record("assessment.published", sheet, by=by)
    letters.tell_unit(sheet, f"已公布，得分{sheet.frozen['result']['得分']}。")
    return sheet


def _lines(sheet: Sheet) -> list[SheetLine]:
    rows = SheetLine.objects.select_for_update(of=("self",)).filter(sheet=sheet).select_related("item")
    return list(rows.order_by("item__position"))


def _of(line: SheetLine, verdict):
    """The refusal says which item it is about."""
    return verdict if verdict else refused(f"{line.item.text}：{verdict.reason}", verdict.article)


def _on(sheet: Sheet, status: SheetStatus) -> None:
    """The new status, with the promise of the old one kept and that of the new one made."""
    if status != sheet.status:
        promising.keep(sheet)
    sheet.status = status
    promising.promise(sheet, promising.Days(clock.today()))
    sheet.version += 1
    sheet.save()


def signature(user) -> str:
    return f"{user.post_text} {user.name}"
