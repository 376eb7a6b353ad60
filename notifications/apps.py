from django.apps import AppConfig

from core.registries import Entry, menu


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = "消息"

    def ready(self):
        from audit.sentences import register_all
        from notifications.queries import unread_count
        from notifications.sentences import SENTENCES

        register_all(SENTENCES)
        menu.add(
            Entry(
                "日常",
                "消息",
                "outline/bell",
                "notifications:inbox",
                order=19,
                phone=True,
                count=unread_count,
            )
        )
