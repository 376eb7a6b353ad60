"""How the sheet explains itself, in sentences."""

from assessment.enums import DeductFrom
from assessment.rules import DEDUCTIONS, Reading, Result
from core.gates import DISCIPLINE
from core.numbers import plain
from notifications.outbox import tell_once
from organisations.queries import heads_of, users_reaching


def tell_reviewers(sheet) -> int:
    text = f"{sheet}{sheet.get_status_display()}，请办理。"
    return _tell(users_reaching(*DISCIPLINE, unit=sheet.unit), sheet, text)


def tell_unit(sheet, words: str) -> int:
    return _tell(heads_of(sheet.unit), sheet, f"{sheet}{words}")


def _tell(people, sheet, text: str) -> int:
    key = f"assessment:{sheet.pk}:{sheet.version}"
    return tell_once(people, key=key, text=text, url=sheet.get_absolute_url())


def sentences(result: Result, reading: Reading, warnings: int) -> dict[str, str]:
    """满分 → 核查 → 扣分 → 得分 → 折算, each with its arithmetic (art. 48)."""
    return {
        "base_text": _base(result),
        "deducted_text": f"{warnings}件预警，共扣{plain(result.deducted)}分"
        if warnings
        else "没有预警，不扣分",
        "deducted_note": f"共扣 {plain(result.deducted)} 分" if result.deducted else "",
        "score_text": _score(result, reading),
        "share_text": f"{plain(result.score)}×{plain(reading.share)}%＝{plain(result.share)}分",
        "bonus_text": _bonus(result, reading),
        "reading_points": "、".join(plain(reading.points(tier)) for tier in DEDUCTIONS),
    }


def _base(result: Result) -> str:
    unchecked = f"（其中{plain(result.unchecked)}分的项还没有核查，暂按满分计）" if result.unchecked else ""
    return f"适用项{plain(result.applicable)}分，折合百分制{plain(result.base)}分{unchecked}"


def _score(result: Result, reading: Reading) -> str:
    if reading.deduct_from == DeductFrom.SCORE and result.deducted:
        return f"{plain(result.base)}−{plain(result.deducted)}＝{plain(result.score)}分"
    return f"{plain(result.score)}分"


def _bonus(result: Result, reading: Reading) -> str:
    line = plain(reading.bonus_from)
    if result.bonus:
        return f"达到{line}分，单位和班子成员在责任制考核中加{plain(result.bonus)}分"
    return f"未达到{line}分，不加分"
