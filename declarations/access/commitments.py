"""Who may write, sign, show and take down a commitment (art. 23)."""

from core import clock
from core.gates import DISCIPLINE
from core.verdict import GRANTED, Verdict, first_refusal, refused
from declarations.enums import IN_FORCE, CommitmentStatus
from declarations.queries import commitments as queries
from declarations.rules import commitments as rules


def may_draft(user, person, year: int) -> Verdict:
    return first_refusal(_writes_for(user, person), _is_theirs_to_make(person, year))


def _is_theirs_to_make(person, year: int) -> Verdict:
    if person.unit.kind in queries.NEITHER:
        return refused("公开承诺书由镇、村、站办所的党员干部签署。", 23)
    if year != clock.today().year:
        return refused("承诺书一年一签，只能写本年度的。", 23)
    if queries.has_one(person, year):
        return refused(f"{person.name}同志{year}年度的承诺书已经有了，请打开原来的一份。", 23)
    return GRANTED


def has_wording(template) -> Verdict:
    if template is None:
        return refused("镇纪委还没有发布适用的承诺书模板，请与镇纪委联系。", 23)
    return GRANTED


def _writes_for(user, person) -> Verdict:
    """The person, or for somebody without an account whoever types in their unit (代录)."""
    if user.person_id == person.pk:
        return GRANTED
    if queries.attends(person):
        return refused("承诺书由本人签署。", 23)
    if person.unit_id in queries.typed_for(user):
        return GRANTED
    return refused("没有账号的同志，由本单位信息采集员或镇纪委信息员按纸质原件代录。", 23)


def may_change(user, commitment) -> Verdict:
    if commitment.status != CommitmentStatus.DRAFT:
        return refused("签署以后，承诺书一个字也不能改。确有错误的，由镇纪委撤下后重签。", 23)
    return _writes_for(user, commitment.person)


def may_sign(user, commitment) -> Verdict:
    if commitment.status != CommitmentStatus.DRAFT:
        return refused("承诺书已经签署。", 23)
    return first_refusal(_writes_for(user, commitment.person), _is_of_todays_post(commitment))


def _is_of_todays_post(commitment) -> Verdict:
    """Nobody signs for a post they have left."""
    if commitment.is_of_todays_post:
        return GRANTED
    return refused("起草以后，承诺人的单位或职务有了变动。请先点“修改”，核对承诺后保存，再签署。", 23)


def may_publish(user, commitment) -> Verdict:
    if commitment.status != CommitmentStatus.SIGNED:
        return refused("只有已签、未公示的承诺书可以公示。", 23)
    return first_refusal(_staff(user, commitment), _not_own(user, commitment), _intact(commitment))


def _intact(commitment) -> Verdict:
    """What is shown is what was signed."""
    if rules.fingerprint(commitment.sealed_text) == commitment.sha256:
        return GRANTED
    return refused("内容与签署时不一致，不能公示。请撤下这一份，由本人重签。", 23)


def may_withdraw(user, commitment) -> Verdict:
    if commitment.status not in IN_FORCE:
        return refused("只有已签或已公示的承诺书可以撤下。", 23)
    if user.person_id == commitment.person_id:
        return refused("这是您本人的承诺书，请由镇纪委另一位同志撤下。", 23)
    return _staff(user, commitment)


def may_practise(user, commitment) -> Verdict:
    """Whether there is anything to report now: the half that is next."""
    if commitment.status not in IN_FORCE:
        return refused("签署了承诺书才报告践诺情况。", 23)
    if not next_half(commitment):
        return refused("现在没有要报告的践诺情况。上半年的6月起报告，下半年的12月起报告。", 23)
    return _writes_for(user, commitment.person)


def next_half(commitment):
    """The first half of the year that can be reported on and was not."""
    if commitment.signed_on is None:
        return None
    done = {practice.half for practice in commitment.practices.all()}
    due = rules.reportable(commitment.year, commitment.signed_on, clock.today())
    return next((half for half in due if half.number not in done), None)


def may_publish_practice(user, practice) -> Verdict:
    if practice.published_on:
        return refused("这条践诺情况已经公示。", 23)
    commitment = practice.commitment
    if commitment.status != CommitmentStatus.PUBLISHED:
        return refused("承诺书公示以后，践诺情况才能公示。", 23)
    return first_refusal(_staff(user, commitment), _not_own(user, practice, commitment.person_id))


def _staff(user, commitment) -> Verdict:
    if user.holds(*DISCIPLINE, unit=commitment.unit):
        return GRANTED
    return refused("承诺书由镇纪委公示、撤下。", 23)


def _not_own(user, thing, person_id: int | None = None) -> Verdict:
    """Nobody lets out what they wrote or typed."""
    if user.person_id == (person_id or thing.person_id) or thing.entered_by_id == user.pk:
        return refused("这一份由您本人签署或代录，请由镇纪委另一位同志公示。", 23)
    return GRANTED


def may_edit_templates(user, unit) -> Verdict:
    if user.holds(*DISCIPLINE, unit=unit):
        return GRANTED
    return refused("承诺书模板由镇纪委编写。", 23)


def may_revise(user, template) -> Verdict:
    if template.ends_on is not None:
        return refused("停用的模板不再改动，请打开在用的一版。", 23)
    return may_edit_templates(user, template.unit)


# Every move and its question, in the order the buttons appear.
MOVES = {
    "change": may_change,
    "sign": may_sign,
    "publish": may_publish,
    "practise": may_practise,
    "withdraw": may_withdraw,
}
