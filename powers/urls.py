from django.urls import path, re_path

from powers.views import cases, discretion, files, filters, moves, register, versions

app_name = "powers"
urlpatterns = [
    path("", register.index, name="index"),
    re_path(r"^export\.(?P<extension>xlsx|csv)$", register.export, name="export"),
    path("filters/save/", filters.save_filter, name="save_filter"),
    path("filters/<int:pk>/forget/", filters.forget_filter, name="forget_filter"),
    path("new/", register.create, name="create"),
    path("import/", files.import_file, name="import"),
    path("import/template/", files.template, name="template"),
    path("cases/", cases.cases, name="cases"),
    re_path(r"^cases/export\.(?P<extension>xlsx|csv)$", cases.export_cases, name="export_cases"),
    path("cases/new/", cases.accept_case, name="accept_case"),
    path("cases/import/", cases.import_cases, name="import_cases"),
    path("cases/template/", cases.case_template, name="case_template"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("cases/<int:pk>/<slug:deed>/", cases.step, name="case_step"),
    path("catalogue/", versions.catalogue, name="catalogue"),
    path("library/", files.library, name="library"),
    path("library/<int:number>/copy/", files.copy, name="copy"),
    path("<int:pk>/", register.detail, name="detail"),
    path("<int:pk>/chain/", register.chain, name="chain"),
    re_path(
        r"^(?P<pk>\d{1,18})/procedure\.(?P<extension>pdf|png|docx)$", register.procedure, name="procedure"
    ),
    path("<int:pk>/change/", register.change, name="change"),
    path("<int:pk>/versions/<int:number>/", versions.version, name="version"),
    path("<int:pk>/discretion/", discretion.add, name="add_discretion"),
    path("<int:pk>/discretion/<int:table>/", discretion.change, name="change_discretion"),
    path("<int:pk>/discretion/<int:table>/remove/", discretion.remove, name="remove_discretion"),
    path("<int:pk>/adjust/", moves.adjust, name="adjust"),
    path("<int:pk>/review/", moves.review, name="review"),
    path("<int:pk>/confirm/", moves.confirm, name="confirm"),
    path("<int:pk>/to-regularise/", moves.to_regularise, name="to_regularise"),
    path("<int:pk>/cancel/", moves.cancel, name="cancel"),
]
