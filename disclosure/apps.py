from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "disclosure"
    verbose_name = "公示"

    def ready(self):
        from audit.sentences import register_all
        from core import registries
        from core.registries import Entry
        from disclosure import access
        from disclosure.sentences import SENTENCES

        register_all(SENTENCES)
        registries.actions.add(access.actions_on_catalogue)
        registries.menu.add(Entry("决策与考核", "公示", "outline/world", "disclosure:index", order=64))
