from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AssessmentConfig(AppConfig):
    name = "assessment"
    verbose_name = "百分考核"

    def ready(self):
        from assessment import imports, letters, sweep
        from assessment.duties import DUTIES
        from assessment.links import links
        from assessment.pages import accountability
        from assessment.sentences import SENTENCES
        from assessment.todos import todos
        from assessment.trails import FLOOR
        from audit.sentences import register_all
        from core import registries
        from core.gates import DISCIPLINE, Role
        from core.registries import Entry

        register_all(SENTENCES)
        post_migrate.connect(imports.load_default, sender=self)
        registries.chain.add(links)
        registries.duties.add_all(DUTIES)
        registries.trails.add(FLOOR)
        registries.todos.add(todos)
        registries.sweepers.add(sweep.deem_seen)
        for kind in letters.KINDS:
            registries.deadline_kinds[kind.name] = kind
        registries.deadline_kinds[letters.STATEMENT.name] = letters.STATEMENT
        registries.chain.add(accountability.links)
        registries.actions.add(accountability.actions)
        registries.todos.add(accountability.todos)
        registries.menu.add(
            Entry(
                "决策与考核",
                "责任追究",
                "outline/gavel",
                "assessment:findings",
                (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.CENTRE_HEAD, Role.UNIT_HEAD),
                order=64,
            )
        )
        registries.menu.add(
            Entry(
                "决策与考核",
                "百分考核",
                "outline/scale",
                "assessment:index",
                (*DISCIPLINE, Role.TOWN_LEADER, Role.CENTRE_OFFICER, Role.UNIT_HEAD),
                order=62,
            )
        )
