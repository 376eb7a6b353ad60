from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    name = "declarations"
    verbose_name = "承诺和报告"

    def ready(self):
        from audit.sentences import register_all
        from core import registries
        from core.gates import BUSINESS
        from declarations import todos
        from declarations.duties import DUTIES
        from declarations.queries.commitments import disclosed
        from declarations.sentences import SENTENCES

        register_all(SENTENCES)
        registries.todos.add(todos.todos)
        registries.disclosures.add(disclosed)
        registries.duties.add_all(DUTIES)
        registries.menu.add(
            registries.Entry(
                "日常", "承诺和报告", "outline/writing-sign", "declarations:index", BUSINESS, order=32
            )
        )
