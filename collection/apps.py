from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "collection"
    verbose_name = "采集"

    def ready(self):
        from collection import letters, sweep
        from core import registries

        registries.deadline_kinds[letters.FORM.name] = letters.FORM
        registries.sweepers.add(sweep.open_quarters)
