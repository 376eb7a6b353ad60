from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"
    verbose_name = "三重一大"

    def ready(self):
        from audit.sentences import register_all
        from decisions.sentences import SENTENCES

        register_all(SENTENCES)
        from core import registries
        from core.registries import Entry
        from decisions.queries import READERS

        registries.menu.add(
            Entry("决策与考核", "三重一大", "outline/users-group", "decisions:index", READERS, order=60)
        )
        from decisions.letters import village as village_letters
        from decisions.queries import village
        from decisions.todos import joint as joint_todos
        from decisions.todos import village as village_todos

        registries.deadline_kinds[village_letters.PUBLISH.name] = village_letters.PUBLISH
        registries.disclosures.add(village.disclosed)
        registries.todos.add(village_todos.todos)
        registries.todos.add(joint_todos.todos)
        registries.menu.add(
            Entry(
                "决策与考核",
                "村级决策和联签",
                "outline/building-community",
                "decisions:villages",
                village.OWN,
                order=61,
            )
        )
