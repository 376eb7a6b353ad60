from django.urls import path

from decisions.views import checks, conduct, items, matters, meetings

app_name = "decisions"
urlpatterns = [
    path("", items.index, name="index"),
    path("propose/", items.propose, name="propose"),
    path("<int:pk>/", items.item, name="item"),
    path("<int:pk>/change/", items.change_item, name="change_item"),
    path("<int:pk>/withdraw/", items.withdraw_item, name="withdraw_item"),
    path("<int:pk>/fulfil/", items.fulfil, name="fulfil"),
    path("fulfilments/<int:pk>/strike/", items.strike, name="strike"),
    path("<int:pk>/assess/", items.assess, name="assess"),
    path("<int:pk>/prepare/", items.prepare, name="prepare"),
    path("<int:pk>/resubmit/", items.resubmit, name="resubmit"),
    path("<int:pk>/unschedule/", meetings.unschedule, name="unschedule"),
    path("checks/", checks.checks, name="checks"),
    path("checks/<int:pk>/", checks.finding, name="finding"),
    path("checks/<int:pk>/explain/", checks.explain, name="explain"),
    path("checks/<int:pk>/rectify/", checks.rectify, name="rectify"),
    path("matters/", matters.matters, name="matters"),
    path("matters/add/", matters.add_matter, name="add_matter"),
    path("matters/<int:pk>/", matters.change_matter, name="change_matter"),
    path("matters/<int:pk>/end/", matters.end_matter, name="end_matter"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/plan/", meetings.plan_meeting, name="plan_meeting"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", meetings.change_meeting, name="change_meeting"),
    path("meetings/<int:pk>/cancel/", meetings.cancel_meeting, name="cancel_meeting"),
    path("meetings/<int:pk>/schedule/<int:item>/", meetings.schedule, name="schedule"),
    path(
        "meetings/<int:pk>/confirm/<int:item>/", meetings.schedule_confirmation, name="schedule_confirmation"
    ),
    path("meetings/<int:pk>/deliver/", meetings.deliver, name="deliver"),
    path("meetings/<int:pk>/open/", meetings.open_meeting, name="open_meeting"),
    path("attendances/<int:pk>/receive/", meetings.receive, name="receive"),
    path("attendances/<int:pk>/mark/", conduct.mark_presence, name="mark_presence"),
    path("meetings/<int:pk>/conduct/", conduct.conduct, name="conduct"),
    path("meetings/<int:pk>/conduct/add/", conduct.add_on_the_spot, name="add_on_the_spot"),
    path("meetings/<int:pk>/close/", conduct.close_meeting, name="close_meeting"),
    path("<int:pk>/take-up/", conduct.take_up, name="take_up"),
    path("<int:pk>/put-back/", conduct.put_back, name="put_back"),
    path("<int:pk>/express/", conduct.express, name="express"),
    path("<int:pk>/take-back/<int:person>/", conduct.take_back, name="take_back"),
    path("<int:pk>/step-back/", conduct.step_back, name="step_back"),
    path("<int:pk>/tally/", conduct.enter_tally, name="enter_tally"),
    path("<int:pk>/settle/", conduct.settle, name="settle"),
]
