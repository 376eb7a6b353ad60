"""What people decide about the rulebook: a setting from a day on, and the office's own text of the articles."""

from datetime import date

from audit.log import move, record
from core.rows import lock
from core.verdict import require
from rulebook import access, rules
from rulebook.models import Article, SettingValue


@move
def change_setting(key: str, *, value, reason: str, by, valid_from: date) -> SettingValue:
    """Add a decision; what was decided before stays and keeps counting for the days before `valid_from`."""
    definition = rules.DEFINITIONS[key]
    lock(Article.objects.get(number=definition.article or 1))  # the setting may have no row to lock yet
    require(access.may_change_setting(by, definition))
    require(access.may_begin(valid_from))
    require(access.may_take_value(definition, value, valid_from))

    decision = SettingValue.objects.create(
        key=key,
        value=definition.stored(value),
        valid_from=valid_from,
        set_by=f"{by.post_text} {by.name}",
        reason=reason,
    )

    record("rulebook.setting_changed", decision, by=by, key=key, value=decision.value, valid_from=valid_from)
    return decision


@move
def load_full_text(texts: dict[int, str], *, by, digest: str) -> int:
    """Put the office's own text beside the summaries, all 51 articles at once; return how many changed."""
    articles = list(Article.objects.select_for_update().order_by("number"))
    changed = [article for article in articles if article.full_text != texts[article.number]]
    if not changed:
        return 0
    for article in changed:
        article.full_text = texts[article.number]
    Article.objects.bulk_update(changed, ["full_text"])

    record("rulebook.full_text_loaded", changed[0], by=by, articles=len(changed), sha256=digest)
    return len(changed)
