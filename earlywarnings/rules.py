"""The table of art. 42 and the arithmetic of a warning. No database, no clock."""

from earlywarnings.enums import DocumentKind, Measure, Tier

CRITERIA = {
    Tier.RED: "有违纪行为但不构成立案",
    Tier.YELLOW: "有倾向性问题且情节轻微",
    Tier.BLUE: "情节较轻微或存在群众议论较多的苗头性问题",
}
MEASURES = {
    Tier.RED: (Measure.SPECIAL_INQUIRY, Measure.SUPERVISED, Measure.GROUP_TALK, Measure.ORGANISATIONAL),
    Tier.YELLOW: (Measure.ADMONITION, Measure.SPECIAL_INQUIRY, Measure.LETTER),
    Tier.BLUE: (Measure.REMINDER, Measure.EXPLAIN, Measure.CORRECT),
}
DOCUMENTS = {
    Tier.RED: DocumentKind.RECTIFICATION,
    Tier.YELLOW: DocumentKind.RECTIFICATION,
    Tier.BLUE: DocumentKind.NOTICE,
}
