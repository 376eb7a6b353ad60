from django.urls import path

from organisations.views import accounts, door, register

app_name = "organisations"
urlpatterns = [
    path("login/", door.login, name="login"),
    path("logout/", door.logout, name="logout"),
    path("password/", door.password, name="password"),
    path("me/", door.me, name="me"),
    path("me/large-text/", door.large_text, name="large_text"),
    path("units/", register.units, name="units"),
    path("units/add/", register.add_unit, name="add_unit"),
    path("units/<int:pk>/", register.unit, name="unit"),
    path("units/<int:pk>/change/", register.change_unit, name="change_unit"),
    path("units/<int:pk>/people/add/", register.add_person, name="add_person"),
    path("units/<int:pk>/posts/add/", register.add_post, name="add_post"),
    path("units/<int:pk>/portfolios/add/", register.put_in_charge, name="put_in_charge"),
    path("units/<int:pk>/lend/", register.lend, name="lend"),
    path("units/<int:pk>/take-back/<int:user_pk>/", register.take_back, name="take_back"),
    path("people/<int:pk>/change/", register.change_person, name="change_person"),
    path("posts/<int:pk>/change/", register.change_post, name="change_post"),
    path("posts/<int:pk>/appoint/", register.appoint, name="appoint"),
    path("appointments/<int:pk>/dismiss/", register.dismiss, name="dismiss"),
    path("portfolios/<int:pk>/relieve/", register.relieve, name="relieve"),
    path("accounts/", accounts.index, name="accounts"),
    path("accounts/add/", accounts.create, name="create_account"),
    path("accounts/<int:pk>/", accounts.detail, name="account"),
    path("accounts/<int:pk>/disable/", accounts.disable, name="disable"),
    path("accounts/<int:pk>/enable/", accounts.enable, name="enable"),
    path("accounts/<int:pk>/reset-password/", accounts.reset_password, name="reset_password"),
    path("accounts/<int:pk>/roles/give/", accounts.give_role, name="give_role"),
    path("roles/<int:pk>/end/", accounts.end_role, name="end_role"),
]
