from django.apps import AppConfig


class EarlywarningsConfig(AppConfig):
    name = "earlywarnings"
    verbose_name = "预警"

    def ready(self):
        from audit.sentences import register_all
        from core import registries
        from core.gates import DISCIPLINE
        from core.registries import Entry
        from earlywarnings import letters, links, oversight, sweep, todos
        from earlywarnings.duties import DUTIES
        from earlywarnings.letters import handling as handling_letters
        from earlywarnings.pages import handling as handling_pages
        from earlywarnings.queries.documents import revoked_on
        from earlywarnings.queries.reporting import CHAPTER
        from earlywarnings.sentences import SENTENCES
        from earlywarnings.todos import handling as handling_todos
        from earlywarnings.trails import FLOOR
        from earlywarnings.views.records import READERS

        register_all(SENTENCES)
        oversight.register()
        registries.deadline_kinds[letters.RESPONSE.name] = letters.RESPONSE
        registries.sweepers.add(sweep.deem_received)
        registries.chain.add(links.links)
        registries.trails.add(FLOOR)
        registries.actions.add(links.actions)
        registries.todos.add(todos.todos)
        registries.duties.add_all(DUTIES)
        registries.report_chapters.add(CHAPTER)
        registries.withdrawals.add(revoked_on)
        for kind in handling_letters.KINDS:
            registries.deadline_kinds[kind.name] = kind
        registries.chain.add(handling_pages.links)
        registries.actions.add(handling_pages.actions)
        registries.todos.add(handling_todos.todos)
        registries.menu.add(
            Entry(
                "日常",
                "分级处置",
                "outline/message-report",
                "earlywarnings:handling_list",
                DISCIPLINE,
                order=24,
            )
        )
        registries.menu.add(
            Entry(
                "日常", "预警", "outline/bell-ringing", "earlywarnings:index", READERS, order=22, phone=True
            )
        )
