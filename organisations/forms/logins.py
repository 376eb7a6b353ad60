"""Logging in and changing one's password."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


class LoginForm(AuthenticationForm):
    """One answer to every failure: whether the name exists, is disabled or the password is wrong stays unsaid."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": "登录名或密码不正确。连续输错 5 次，将锁定 15 分钟。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "登录名"


class PasswordForm(PasswordChangeForm):
    """The old password and the new one twice; the validators of the settings judge it, the last five included."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "现在的密码"
        self.fields["new_password1"].label = "新密码"
        self.fields[
            "new_password1"
        ].help_text = "至少 10 个字符，包含小写字母、大写字母、数字、符号中的三类，不能与最近五次的相同。"
        self.fields["new_password2"].label = "再输一次新密码"


class TextSizeForm(forms.Form):
    large_text = forms.BooleanField(required=False)
