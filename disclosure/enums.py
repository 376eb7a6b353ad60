"""What is disclosed."""

from django.db.models import TextChoices


class Topic(TextChoices):
    POWERS = "powers", "职权目录"
    RISKS = "risks", "风险等级目录"
    DISCRETION = "discretion", "裁量基准"
    DECISIONS = "decisions", "决策结果"
    COMMITMENTS = "commitments", "公开承诺"
    EXPENSES = "expenses", "公务费用"
