from django.urls import path

from assessment.views import accountability, schemes, sheets

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
    path("<int:pk>/approve/", sheets.approve, name="approve"),
    path("<int:pk>/publish/", sheets.publish, name="publish"),
    path("accountability/", accountability.findings, name="findings"),
    path("accountability/possible/", accountability.possible_findings, name="possible_findings"),
    path("accountability/draft/", accountability.draft_finding, name="draft_finding"),
    path("accountability/<int:pk>/", accountability.finding, name="finding"),
    path("accountability/<int:pk>/change/", accountability.change_finding, name="change_finding"),
    path("accountability/<int:pk>/send/", accountability.send_finding, name="send_finding"),
    path("accountability/<int:pk>/state/", accountability.state_finding, name="state_finding"),
    path("accountability/<int:pk>/confirm/", accountability.confirm_finding, name="confirm_finding"),
    path("accountability/<int:pk>/dismiss/", accountability.dismiss_finding, name="dismiss_finding"),
    path("accountability/<int:pk>/rectify/", accountability.rectify_finding, name="rectify_finding"),
    path("accountability/<int:pk>/hold/", accountability.hold_responsible, name="hold_responsible"),
    path("accountability/<int:pk>/report-up/", accountability.report_up_finding, name="report_up_finding"),
    path("responsibilities/<int:pk>/tell/", accountability.tell_responsible, name="tell_responsible"),
    path("responsibilities/<int:pk>/revoke/", accountability.revoke_responsible, name="revoke_responsible"),
]
