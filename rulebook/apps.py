from django.apps import AppConfig
from django.db.models.signals import post_migrate

from core.gates import Role
from core.registries import Entry, menu, setting_sources


class RulebookConfig(AppConfig):
    name = "rulebook"
    verbose_name = "制度"

    def ready(self):
        from rulebook import imports, queries

        post_migrate.connect(imports.load_reference, sender=self)
        setting_sources.add(queries.setting)
        menu.add(Entry("制度", "条文", "outline/book", "rulebook:index", order=90))
        deciders = (Role.DISCIPLINE_SECRETARY, Role.SECURITY_OFFICER)
        menu.add(Entry("制度", "设置", "outline/adjustments", "rulebook:settings", roles=deciders, order=91))
