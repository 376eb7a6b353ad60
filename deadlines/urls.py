from django.urls import path, register_converter
from django.urls.converters import IntConverter

from deadlines import views


class YearConverter(IntConverter):
    regex = "20[0-9]{2}"


register_converter(YearConverter, "year")

app_name = "deadlines"
urlpatterns = [
    path("", views.board, name="board"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/<year:year>/", views.calendar, name="calendar_year"),
    path("calendar/<year:year>/day/", views.change_day, name="change_day"),
    path("calendar/<year:year>/enter/", views.enter_year, name="enter_year"),
]
