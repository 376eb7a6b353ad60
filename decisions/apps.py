from django.apps import AppConfig

from core.registries import Entry, deadline_kinds, disclosures, menu, todos


class DecisionsConfig(AppConfig):
    name = "decisions"
    verbose_name = "三重一大"

    def ready(self):
        from audit.sentences import register_all
        from decisions import letters
        from decisions.queries import READERS, disclosed
        from decisions.sentences import SENTENCES
        from decisions.todos import todos as waiting

        register_all(SENTENCES)
        deadline_kinds[letters.ARCHIVE.name] = letters.ARCHIVE
        deadline_kinds[letters.CONFIRM.name] = letters.CONFIRM
        deadline_kinds[letters.TASK.name] = letters.TASK
        todos.add(waiting)
        disclosures.add(disclosed)
        menu.add(Entry("决策与考核", "三重一大", "outline/users-group", "decisions:index", READERS, order=60))
