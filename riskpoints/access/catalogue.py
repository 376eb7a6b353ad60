"""Who sends, decides, discloses and takes down a 分级目录, and if not, why not (art. 25)."""

from core.gates import CENTRE, DISCIPLINE, Role
from core.verdict import GRANTED, Verdict, refused
from riskpoints import queries
from riskpoints.enums import CatalogueStatus


def may_send_catalogue(user, town) -> Verdict:
    """镇纪委 sends it, whole and examined, one at a time."""
    if not user.holds(*DISCIPLINE, unit=town):
        return refused("分级目录由镇纪委编制、报送。", 25)
    if town.risk_catalogues.filter(status=CatalogueStatus.SUBMITTED).exists():
        return refused("已有一份目录在等待上级批准，批准或退回以后再报。", 25)
    if unchecked := queries.unchecked_in(town):
        return refused(f"还有{unchecked}个在册待核的风险点，请先组织审查，再编制目录。", 25)
    return GRANTED


def may_decide_catalogue(user, catalogue) -> Verdict:
    if catalogue.status != CatalogueStatus.SUBMITTED:
        return refused("这份目录已经批准或退回。", 25)
    if user.holds(*CENTRE, unit=catalogue.unit):
        return GRANTED
    return refused("分级目录由上级预警中心批准，请等待。", 25)


def may_disclose_catalogue(user, catalogue) -> Verdict:
    """Not before the level above approved it; what was taken down may be shown again."""
    if catalogue.status == CatalogueStatus.SUBMITTED:
        return refused("目录还没有经上级批准，批准以后才能公开。", 25)
    if catalogue.status == CatalogueStatus.RETURNED:
        return refused("退回的目录不能公开，请修改后重报，批准以后再公开。", 25)
    if catalogue.is_on_show:
        return refused("这份目录正在公开。", 25)
    if not (verdict := _secretary(user, catalogue)):
        return verdict
    other = queries.on_show_instead(catalogue)
    if other and (other.decided_on, other.pk) > (catalogue.decided_on, catalogue.pk):
        return refused("正在公开的目录比这一份新。要公开这一份，请先撤下那一份。", 25)
    if not queries.public_part(catalogue, queries.withheld()).rows:
        return refused("目录里没有可以公开的风险点：各项都登记为依法不公开。", 10)
    return GRANTED


def may_withdraw_catalogue(user, catalogue) -> Verdict:
    if not catalogue.is_on_show:
        return refused("这份目录现在没有公开，不用撤下。", 25)
    return _secretary(user, catalogue)


def _secretary(user, catalogue) -> Verdict:
    if user.holds(Role.DISCIPLINE_SECRETARY, unit=catalogue.unit):
        return GRANTED
    return refused("分级目录由镇纪委书记决定公开、撤下。", 25)


# Every move and its question, in the order the buttons appear.
MOVES = {
    "approve_catalogue": may_decide_catalogue,
    "return_catalogue": may_decide_catalogue,
    "disclose_catalogue": may_disclose_catalogue,
    "withdraw_catalogue": may_withdraw_catalogue,
}
