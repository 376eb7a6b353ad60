"""What this floor's deeds are called in the audit."""

SENTENCES = {
    "deadlines.extended": "批准{object}延期，由{was}延至{now}",
    "deadlines.day_changed": "将{day}改为{arrangement}（{note}）",
    "deadlines.year_entered": "按{source}录入了{object}节假日",
}
