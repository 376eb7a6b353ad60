from django.apps import AppConfig
from django.db.models.signals import post_migrate

from core.gates import Role
from core.registries import Entry, menu, setting_sources

SENTENCES = {
    "rulebook.setting_changed": "更改了设置“{object}”，自{valid_from}起执行",
    "rulebook.full_text_loaded": "载入了办法正式文本{articles}条（SHA-256：{sha256}）",
}


class RulebookConfig(AppConfig):
    name = "rulebook"
    verbose_name = "制度"

    def ready(self):
        from audit.sentences import register_all
        from rulebook import imports, queries

        post_migrate.connect(imports.load_reference, sender=self)
        setting_sources.add(queries.setting)
        register_all(SENTENCES)
        menu.add(Entry("制度", "条文", "outline/book", "rulebook:index", order=90))
        deciders = (Role.DISCIPLINE_SECRETARY, Role.SECURITY_OFFICER)
        menu.add(Entry("制度", "设置", "outline/adjustments", "rulebook:settings", roles=deciders, order=91))
