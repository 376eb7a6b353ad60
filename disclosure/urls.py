from django.urls import path

from disclosure import views

app_name = "disclosure"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.publication, name="publication"),
    path("<slug:topic>/<int:number>/", views.declared, name="declared"),
]
