from django.apps import AppConfig


class EarlywarningsConfig(AppConfig):
    name = "earlywarnings"
    verbose_name = "预警"
