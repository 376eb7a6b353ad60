from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "duties"
    verbose_name = "履职清单"

    def ready(self):
        from audit.sentences import register_all
        from core.registries import Entry, menu
        from duties.access import READERS
        from duties.sentences import SENTENCES

        register_all(SENTENCES)
        menu.add(Entry("", "履职清单", "outline/checklist", "duties:board", READERS, order=3))
