"""Who is behind a session: Django's own answer, with the name and the unit that every page shows read along."""

from django.contrib.auth.backends import ModelBackend

from organisations.models import User


class AccountBackend(ModelBackend):
    def get_user(self, user_id):
        user = User.objects.select_related("person__unit").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
