from django.apps import AppConfig
from django.db.models.signals import post_migrate

from core.gates import BUSINESS
from core.registries import Entry, chain, deadline_kinds, duties, menu, trails


class PowersConfig(AppConfig):
    name = "powers"
    verbose_name = "职权"

    def ready(self):
        from audit import sentences
        from powers import imports, letters, queries
        from powers.duties import DUTIES
        from powers.trails import FLOOR

        post_migrate.connect(imports.load_reference, sender=self)
        sentences.register_all(letters.SENTENCES)
        deadline_kinds[letters.CASE.name] = letters.CASE
        chain.add(queries.chain_links)
        trails.add(FLOOR)
        duties.add_all(DUTIES)
        menu.add(Entry("登记", "职权", "outline/list-check", "powers:index", roles=BUSINESS, order=40))
        menu.add(Entry("日常", "办件", "outline/clipboard-check", "powers:cases", roles=BUSINESS, order=28))
