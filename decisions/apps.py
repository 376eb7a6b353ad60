from django.apps import AppConfig

from core.registries import Entry, deadline_kinds, duties, menu


class DecisionsConfig(AppConfig):
    name = "decisions"
    verbose_name = "三重一大"

    def ready(self):
        from audit.sentences import register_all
        from decisions import letters
        from decisions.duties import DUTIES
        from decisions.queries import READERS
        from decisions.sentences import SENTENCES

        register_all(SENTENCES)
        deadline_kinds[letters.ARCHIVE.name] = letters.ARCHIVE
        deadline_kinds[letters.CONFIRM.name] = letters.CONFIRM
        duties.add_all(DUTIES)
        menu.add(Entry("决策与考核", "三重一大", "outline/users-group", "decisions:index", READERS, order=60))
