from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"
    verbose_name = "三重一大"

    def ready(self):
        from core import registries
        from core.registries import Entry
        from decisions.queries import READERS

        registries.menu.add(
            Entry("决策与考核", "三重一大", "outline/users-group", "decisions:index", READERS, order=60)
        )
