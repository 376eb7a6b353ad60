from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("check/", views.check, name="check"),
    path("check/<str:code>/", views.check, name="check_code"),
]
