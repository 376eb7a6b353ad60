from django.apps import AppConfig


class RiskpointsConfig(AppConfig):
    name = "riskpoints"
    verbose_name = "风险点"
