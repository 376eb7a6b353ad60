from django.urls import path

from rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:number>/", views.article, name="article"),
    path("settings/", views.settings, name="settings"),
    path("settings/<str:key>/", views.change_setting, name="change_setting"),
]
