from django.urls import path, re_path

from assessment.views import schemes, sheets

app_name = "assessment"
urlpatterns = [
    path("", sheets.index, name="index"),
    path("schemes/", schemes.schemes, name="schemes"),
    path("schemes/import/", schemes.import_scheme, name="import_scheme"),
    path("schemes/template/", schemes.scheme_template, name="scheme_template"),
    path("schemes/<int:pk>/", schemes.scheme, name="scheme"),
    path("schemes/<int:pk>/copy/", schemes.copy_scheme, name="copy_scheme"),
    path("schemes/<int:pk>/change/", schemes.change_scheme, name="change_scheme"),
    path("schemes/<int:pk>/put-into-force/", schemes.put_into_force, name="put_into_force"),
    path("schemes/<int:pk>/retire/", schemes.retire_scheme, name="retire_scheme"),
    path("schemes/<int:pk>/drop/", schemes.drop_scheme, name="drop_scheme"),
    path("schemes/<int:pk>/try/", schemes.try_scheme, name="try_scheme"),
    re_path(
        r"^schemes/(?P<pk>\d{1,18})/export\.(?P<extension>xlsx|csv)$",
        schemes.export_scheme,
        name="export_scheme",
    ),
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
