from django.apps import AppConfig

from core.registries import Entry, deadline_kinds, disclosures, duties, menu, sweepers, todos, trails


class DecisionsConfig(AppConfig):
    name = "decisions"
    verbose_name = "三重一大"

    def ready(self):
        from audit.sentences import register_all
        from decisions import sweep
        from decisions.duties import DUTIES
        from decisions.letters import follow_up as task_letters
        from decisions.letters import meetings as letters
        from decisions.letters import village as village_letters
        from decisions.queries import READERS, notices, village
        from decisions.sentences import SENTENCES
        from decisions.todos import joint as joint_todos
        from decisions.todos import meetings as meeting_todos
        from decisions.todos import village as village_todos
        from decisions.trails import FLOOR

        register_all(SENTENCES)
        for kind in (letters.ARCHIVE, letters.CONFIRM, task_letters.TASK, village_letters.PUBLISH):
            deadline_kinds[kind.name] = kind
        duties.add_all(DUTIES)
        trails.add(FLOOR)
        disclosures.add(notices.disclosed)
        disclosures.add(village.disclosed)
        todos.add(meeting_todos.todos)
        todos.add(village_todos.todos)
        todos.add(joint_todos.todos)
        sweepers.add(sweep.check_promises)
        menu.add(Entry("决策与考核", "三重一大", "outline/users-group", "decisions:index", READERS, order=60))
