from django.urls import path

from assessment import views

app_name = "assessment"
urlpatterns = [
    path("", views.index, name="index"),
    path("scheme/", views.scheme, name="scheme"),
    path("open-year/", views.open_year, name="open_year"),
    path("<int:pk>/", views.sheet, name="sheet"),
    path("<int:pk>/self-assess/", views.self_assess, name="self_assess"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/appeal/", views.appeal, name="appeal"),
    path("appeals/<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/publish/", views.publish, name="publish"),
]
