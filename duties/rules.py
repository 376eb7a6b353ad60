"""How long a hit may be left out, and how often a duty hits. No database, no clock."""

from datetime import date, timedelta

from core.verdict import GRANTED, Verdict, refused

LONGEST = 180  # days; no article sets it, after half a year somebody looks again


def until(day: date, today: date) -> Verdict:
    if day < today:
        return refused("日期已经过去，请填今天或以后的日期。")
    if day > today + timedelta(days=LONGEST):
        return refused(f"最长{LONGEST}天，到期后重新出现，请填近一些的日期。")
    return GRANTED


def share(hits: int, looked_at: int) -> str:
    """占4%, in whole percents; what is there is never called 0, and what is not all never 100."""
    if not hits or not looked_at:
        return ""
    percent = (200 * hits + looked_at) // (2 * looked_at)
    if not percent:
        return "不到1%"
    return "99%以上" if percent == 100 and hits < looked_at else f"{percent}%"
