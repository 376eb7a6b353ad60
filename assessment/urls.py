from django.urls import path

from assessment import views

app_name = "assessment"
urlpatterns = [
    path("", views.index, name="index"),
    path("scheme/", views.scheme, name="scheme"),
    path("open-year/", views.open_year, name="open_year"),
    path("<int:pk>/", views.sheet, name="sheet"),
]
