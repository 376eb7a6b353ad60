from django.urls import path, re_path

from declarations.views import commitments, matters, own, templates

app_name = "declarations"
urlpatterns = [
    path("", own.index, name="index"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/write/", commitments.write, name="write"),
    path("commitments/write-for/", commitments.write_for, name="write_for"),
    path("commitments/publish/", commitments.publish_all, name="publish_all"),
    path("commitments/<int:pk>/", commitments.commitment, name="commitment"),
    path("commitments/<int:pk>/change/", commitments.change, name="change"),
    path("commitments/<int:pk>/sign/", commitments.sign, name="sign"),
    path("commitments/<int:pk>/publish/", commitments.publish, name="publish"),
    path("commitments/<int:pk>/withdraw/", commitments.withdraw, name="withdraw"),
    path("commitments/<int:pk>/practise/", commitments.practise, name="practise"),
    path("practices/<int:pk>/publish/", commitments.publish_practice, name="publish_practice"),
    re_path(
        r"^commitments/(?P<pk>\d{1,18})/paper\.(?P<extension>pdf|docx)$",
        commitments.commitment_file,
        name="commitment_file",
    ),
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.add_template, name="add_template"),
    path("templates/<int:pk>/revise/", templates.revise_template, name="revise_template"),
    path("templates/<int:pk>/end/", templates.end_template, name="end_template"),
    path("reports/", matters.matters, name="matters"),
    path("reports/new/", matters.report, name="report"),
    path("reports/new-for/", matters.report_for, name="report_for"),
    path("reports/<int:pk>/", matters.matter, name="matter"),
    path("reports/<int:pk>/print/", matters.print_matter, name="print_matter"),
    path("reports/<int:pk>/read/", matters.read, name="read"),
    path("reports/<int:pk>/ask/", matters.ask, name="ask"),
    path("reports/<int:pk>/supplement/", matters.supplement, name="supplement"),
    path("reports/<int:pk>/remark/", matters.remark, name="remark"),
    path("reports/<int:pk>/file/", matters.file, name="file"),
    path("reports/<int:pk>/lend/", matters.lend, name="lend"),
    path("reports/<int:pk>/take-back/<int:user_pk>/", matters.take_back, name="take_back"),
]
