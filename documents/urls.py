from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("check/", views.check, name="check"),
    path("check/<str:code>/", views.check, name="check_code"),
    path("templates/", views.templates, name="templates"),
    path("templates/<str:kind>/", views.replace_template, name="replace_template"),
    path("templates/<str:kind>/built-in/", views.restore_template, name="restore_template"),
    path("templates/<str:kind>/<int:edition>/", views.template_file, name="template_file"),
]
