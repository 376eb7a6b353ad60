"""Password rules beyond Django's own: character classes and the last five; and the temporary ones we hand out."""

import secrets

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

CLASSES_NEEDED = 3
HISTORY_LENGTH = 5
EASY_TO_READ_OUT = (
    "ABCDEFGHJKLMNPQRSTUVWXYZ",
    "abcdefghijkmnpqrstuvwxyz",
    "23456789",
    "abcdefghijkmnpqrstuvwxyz",
)


def temporary() -> str:
    """Three groups of four like "Kp7m-Rt4x-Wn9b": every class is in it, nothing is mistaken over the telephone."""
    return "-".join("".join(secrets.choice(letters) for letters in EASY_TO_READ_OUT) for _ in range(3))


class CharacterClassesValidator:
    """At least three of: lower case, upper case, digits, other characters."""

    def validate(self, password, user=None):
        tests = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
        found = sum(any(test(character) for character in password) for test in tests)
        if found < CLASSES_NEEDED:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self):
        return "密码须包含小写字母、大写字母、数字、符号中的至少三类。"


class HistoryValidator:
    """Not one of the last five passwords."""

    def validate(self, password, user=None):
        if user is None or user.pk is None:
            return
        former = user.password_records.values_list("password", flat=True)[:HISTORY_LENGTH]
        if any(check_password(password, hashed) for hashed in [user.password, *former]):
            raise ValidationError(self.get_help_text(), code="password_used")

    def get_help_text(self):
        return "密码不能与最近五次用过的相同。"
