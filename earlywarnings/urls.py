from django.urls import path

from earlywarnings.views import answering, batches, drafting, moves, papers, records, triaging

app_name = "earlywarnings"
urlpatterns = [
    path("", records.index, name="index"),
    path("sign/", batches.sign_list, name="sign_list"),
    path("sign/several/", batches.sign_several, name="sign_several"),
    path("triage/", triaging.triage_list, name="triage_list"),
    path("triage/<int:item_pk>/", triaging.triage, name="triage"),
    path("draft/", drafting.draft, name="draft"),
    path("<int:pk>/add-items/", drafting.add_items, name="add_items"),
    path("<int:pk>/take-out/<int:item_pk>/", drafting.take_out, name="take_out"),
    path("<int:pk>/discard/", moves.discard, name="discard"),
    path("<int:pk>/", records.detail, name="detail"),
    path("<int:pk>/notice.pdf", records.notice_pdf, name="notice_pdf"),
    path("<int:pk>/notice.docx", records.notice_docx, name="notice_docx"),
    path("<int:pk>/add-scan/", papers.add_scan, name="add_scan"),
    path("<int:pk>/scans/<int:number>/", papers.scan, name="scan"),
    path("<int:pk>/receipt.pdf", papers.receipt_pdf, name="receipt_pdf"),
    path("<int:pk>/response-sheet/", papers.response_sheet, name="response_sheet"),
    path("<int:pk>/change/", drafting.change, name="change"),
    path("<int:pk>/submit/", moves.submit, name="submit"),
    path("<int:pk>/approve/", moves.approve, name="approve"),
    path("<int:pk>/return-to-draft/", moves.return_to_draft, name="return_to_draft"),
    path("<int:pk>/sign/", moves.sign, name="sign"),
    path("<int:pk>/report-up/", moves.report_up, name="report_up"),
    path("<int:pk>/deliver/", answering.deliver, name="deliver"),
    path("<int:pk>/sign-for/", answering.sign_for, name="sign_for"),
    path("<int:pk>/answer/", answering.answer, name="answer"),
    path("<int:pk>/ask-extension/", answering.ask_extension, name="ask_extension"),
    path("<int:pk>/grant-extension/", moves.grant_extension, name="grant_extension"),
    path("<int:pk>/refuse-extension/", moves.refuse_extension, name="refuse_extension"),
    path("<int:pk>/add-opinion/", answering.add_opinion, name="add_opinion"),
    path("<int:pk>/verify/", answering.verify, name="verify"),
    path("<int:pk>/close/", moves.close, name="close"),
    path("<int:pk>/revoke/", moves.revoke, name="revoke"),
]
