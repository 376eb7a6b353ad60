from django.urls import path

from dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("overview/", views.leaders, name="overview"),
    path("overview/pdf/", views.leaders_pdf, name="leaders_pdf"),
    path("overview/subscribe/", views.subscribe, name="subscribe"),
    path("overview/rows/<slug:tile>/", views.rows, name="rows"),
]
