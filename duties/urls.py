from django.urls import path

from duties import views

app_name = "duties"
urlpatterns = [
    path("", views.board, name="board"),
    path("<slug:name>/", views.duty, name="duty"),
    path("<slug:name>/<int:pk>/dismiss/", views.dismiss, name="dismiss"),
    path("dismissals/<int:pk>/take-back/", views.take_back, name="take_back"),
]
