from django.urls import path, re_path

from riskpoints.views import catalogue, files, moves, register

app_name = "riskpoints"
urlpatterns = [
    path("", register.index, name="index"),
    re_path(r"^export\.(?P<extension>xlsx|csv)$", register.export, name="export"),
    path("new/", register.create, name="create"),
    path("new/proposal/", register.proposal, name="proposal"),
    path("catalogues/", catalogue.catalogues, name="catalogues"),
    path("catalogues/of/<int:pk>/send/", catalogue.send_catalogue, name="send_catalogue"),
    path("catalogues/<int:pk>/", catalogue.catalogue, name="catalogue"),
    re_path(
        r"^catalogues/(?P<pk>\d{1,18})/export\.(?P<extension>xlsx|csv)$",
        catalogue.export_catalogue,
        name="export_catalogue",
    ),
    path("catalogues/<int:pk>/approve/", catalogue.approve_catalogue, name="approve_catalogue"),
    path("catalogues/<int:pk>/return/", catalogue.return_catalogue, name="return_catalogue"),
    path("heat/", register.heat, name="heat"),
    path("import/", files.import_file, name="import"),
    path("import/template/", files.template, name="template"),
    path("library/", files.library, name="library"),
    path("library/<int:number>/copy/", files.copy, name="copy"),
    path("<int:pk>/", register.detail, name="detail"),
    path("<int:pk>/change/", register.change, name="change"),
    path("<int:pk>/pass-on/", moves.pass_on, name="pass_on"),
    path("<int:pk>/register/", moves.register, name="register"),
    path("<int:pk>/review/", moves.review, name="review"),
    path("<int:pk>/send-back/", moves.send_back, name="send_back"),
    path("<int:pk>/retire/", moves.retire, name="retire"),
    path("<int:pk>/add-measure/", moves.add_measure, name="add_measure"),
    path("measures/<int:pk>/change/", moves.change_measure, name="change_measure"),
    path("measures/<int:pk>/end/", moves.end_measure, name="end_measure"),
    path("measures/<int:pk>/execute/", moves.execute, name="execute"),
]
