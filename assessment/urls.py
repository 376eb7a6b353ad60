from django.urls import path

from assessment.views import schemes, sheets

app_name = "assessment"
urlpatterns = [
    path("", sheets.index, name="index"),
    path("scheme/", schemes.scheme, name="scheme"),
    path("open-year/", sheets.open_year, name="open_year"),
    path("<int:pk>/", sheets.sheet, name="sheet"),
    path("<int:pk>/self-assess/", sheets.self_assess, name="self_assess"),
    path("<int:pk>/check/", sheets.check, name="check"),
    path("<int:pk>/accept/", sheets.accept, name="accept"),
    path("<int:pk>/appeal/", sheets.appeal, name="appeal"),
    path("appeals/<int:pk>/answer/", sheets.answer, name="answer"),
    path("<int:pk>/sheet.<str:extension>", sheets.sheet_file, name="sheet_file"),
    path("<int:pk>/evidence/<int:line>/", sheets.evidence, name="evidence"),
    path("<int:pk>/approve/", sheets.approve, name="approve"),
    path("<int:pk>/publish/", sheets.publish, name="publish"),
]
