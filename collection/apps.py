from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "collection"
    verbose_name = "采集"

    def ready(self):
        from audit.sentences import register_all
        from collection import letters, links, sweep, todos
        from collection.duties import DUTIES
        from collection.sentences import SENTENCES
        from collection.trails import FLOOR
        from collection.views import READERS
        from core import registries
        from core.registries import Entry

        register_all(SENTENCES)
        for kind in letters.KINDS:
            registries.deadline_kinds[kind.name] = kind
        registries.sweepers.add(sweep.stop_forms)
        registries.sweepers.add(sweep.open_quarters)
        registries.sweepers.add(sweep.stop_reports)
        registries.sweepers.add(sweep.open_reports)
        registries.chain.add(links.links)
        registries.trails.add(FLOOR)
        registries.actions.add(links.actions)
        registries.todos.add(todos.todos)
        registries.duties.add_all(DUTIES)
        registries.menu.add(
            Entry("日常", "采集", "outline/clipboard-list", "collection:index", READERS, order=20, phone=True)
        )
