"""Who may do what to a scheme, and if not, why not (art. 48)."""

from assessment.enums import SchemeStatus
from core.gates import DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, first_refusal, refused

SCHEME_MOVES = {
    "change": (SchemeStatus.DRAFT,),
    "put_into_force": (SchemeStatus.DRAFT,),
    "drop": (SchemeStatus.DRAFT,),
    "try": (SchemeStatus.DRAFT,),
    "retire": (SchemeStatus.IN_FORCE,),
}
SCHEME_OTHERWISE = {
    SchemeStatus.DRAFT: "这份细则还没有施行。",
    SchemeStatus.SAMPLE: "这是示例细则，不直接改动。请复制一份，在起草的一份里改。",
    SchemeStatus.IN_FORCE: "这份细则已经施行，不再改动。请复制一份，在起草的一份里改。",
    SchemeStatus.RETIRED: "这份细则已经停用，不再改动。请复制一份，在起草的一份里改。",
}


def _in_turn(verb: str, scheme) -> Verdict:
    if scheme.status not in SCHEME_MOVES[verb]:
        return refused(SCHEME_OTHERWISE[scheme.status], 48)
    return GRANTED


def _untouched(scheme) -> Verdict:
    """What a sheet was scored by stays as it was, whatever its status says."""
    if scheme.sheets.exists():
        return refused("已有考核表按这份细则打分，不再改动。请复制一份，在起草的一份里改。", 48)
    return GRANTED


def may_draft_scheme(user) -> Verdict:
    return GRANTED if user.holds(*DISCIPLINE) else refused("评分细则由镇纪委起草。", 48)


def may_copy_scheme(user, scheme) -> Verdict:
    return may_draft_scheme(user)


def may_change_scheme(user, scheme) -> Verdict:
    return first_refusal(may_draft_scheme(user), _in_turn("change", scheme), _untouched(scheme))


def may_drop_scheme(user, scheme) -> Verdict:
    return first_refusal(may_draft_scheme(user), _in_turn("drop", scheme), _untouched(scheme))


def may_try_scheme(user, scheme) -> Verdict:
    return first_refusal(may_draft_scheme(user), _in_turn("try", scheme))


def may_put_into_force(user, scheme, year: int) -> Verdict:
    """By the secretary, and not by whoever drafted it or changed it last: nobody approves what they proposed."""
    return first_refusal(
        _in_turn("put_into_force", scheme),
        _secretary(user),
        _by_another(user, scheme),
        _in_time(scheme, year),
    )


def may_retire_scheme(user, scheme) -> Verdict:
    return first_refusal(_in_turn("retire", scheme), _secretary(user))


def _secretary(user) -> Verdict:
    if user.holds(Role.DISCIPLINE_SECRETARY):
        return GRANTED
    return refused("评分细则由镇纪委书记施行和停用。", 48)


def _by_another(user, scheme) -> Verdict:
    if scheme.drafted_by_id == user.pk:
        return refused(
            "这份细则由您起草或最后修改，要由另一位镇纪委书记施行。只有一位书记的，请预警信息员核对、保存以后再施行。",
            48,
        )
    return GRANTED


def _in_time(scheme, year: int) -> Verdict:
    """Until then the former one is needed for the year that runs."""
    if scheme.year_from is not None and scheme.year_from > year:
        return refused(f"这份细则从{scheme.year_from}年度起用，{scheme.year_from}年1月1日起才能施行。", 48)
    return GRANTED


SCHEME_ASKED = {
    "copy": may_copy_scheme,
    "change": may_change_scheme,
    "drop": may_drop_scheme,
    "try": may_try_scheme,
    "retire": may_retire_scheme,
}
