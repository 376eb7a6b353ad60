from django.urls import path

from collection import views

app_name = "collection"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.form, name="form"),
    path("<int:pk>/ask/", views.ask, name="ask"),
    path("<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("<int:pk>/add-item/", views.add_item, name="add_item"),
    path("<int:pk>/submit/", views.submit, name="submit"),
    path("<int:pk>/submit-nil/", views.submit_nil, name="submit_nil"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/return-form/", views.return_form, name="return_form"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/versions/<int:number>/", views.version, name="version"),
    path("<int:pk>/versions/<int:number>/files/<int:file>/", views.version_file, name="version_file"),
    path("reports/", views.reports, name="reports"),
    path("reports/<int:pk>/", views.report, name="report"),
    path("reports/<int:pk>/pdf/", views.report_pdf, name="report_pdf"),
    path("reports/<int:pk>/docx/", views.report_docx, name="report_docx"),
    path("reports/<int:pk>/rows/<str:chapter>/<str:key>/", views.report_rows, name="report_rows"),
    path("reports/<int:pk>/write-report/", views.write_report, name="write_report"),
    path("reports/<int:pk>/submit-report/", views.submit_report, name="submit_report"),
    path("reports/<int:pk>/confirm-nil-report/", views.confirm_nil_report, name="confirm_nil_report"),
    path("reports/<int:pk>/accept-report/", views.accept_report, name="accept_report"),
    path("reports/<int:pk>/return-report/", views.return_report, name="return_report"),
    path("direct/", views.direct, name="direct"),
    path("direct/<int:unit>/ask/", views.ask_direct, name="ask_direct"),
    path("direct/<int:unit>/report-item/", views.report_item, name="report_item"),
    path("items/<int:pk>/", views.item, name="item"),
    path("items/<int:pk>/withdraw-item/", views.withdraw_item, name="withdraw_item"),
    path("items/<int:pk>/attachments/<int:number>/", views.attachment, name="attachment"),
    path("items/<int:pk>/change-item/", views.change_item, name="change_item"),
    path("items/<int:pk>/remove-item/", views.remove_item, name="remove_item"),
]
