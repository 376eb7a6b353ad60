from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"
    verbose_name = "三重一大"

    def ready(self):
        from audit.sentences import register_all
        from decisions.sentences import SENTENCES

        register_all(SENTENCES)
        from core import registries
        from core.registries import Entry
        from decisions.queries import READERS

        registries.menu.add(
            Entry("决策与考核", "三重一大", "outline/users-group", "decisions:index", READERS, order=60)
        )
