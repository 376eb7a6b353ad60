from django.urls import path

app_name = "riskpoints"
urlpatterns = []
