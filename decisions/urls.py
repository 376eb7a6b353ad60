from django.urls import path

from decisions import views
from decisions.views import joint, village

app_name = "decisions"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.item, name="item"),
    path("villages/", village.villages, name="villages"),
    path("villages/begin/", village.village_begin, name="village_begin"),
    path("villages/<int:pk>/", village.village, name="village"),
    path("villages/<int:pk>/change/", village.village_change, name="village_change"),
    path("villages/<int:pk>/hold/", village.village_hold, name="village_hold"),
    path("villages/<int:pk>/object/", village.village_object, name="village_object"),
    path("villages/<int:pk>/disclose/", village.village_disclose, name="village_disclose"),
    path("villages/<int:pk>/notice.<str:extension>", village.village_notice, name="village_notice"),
    path("villages/<int:pk>/files/<int:file_pk>/", village.village_file, name="village_file"),
    path("villages/steps/<int:pk>/correct/", village.village_correct, name="village_correct"),
    path("villages/steps/<int:pk>/attach/", village.village_attach, name="village_attach"),
    path("villages/objections/<int:pk>/answer/", village.village_answer, name="village_answer"),
    path("joint/", joint.joint_papers, name="joint_papers"),
    path("joint/draft/", joint.joint_draft, name="joint_draft"),
    path("joint/<int:pk>/", joint.joint_paper, name="joint_paper"),
    path("joint/<int:pk>/change/", joint.joint_change, name="joint_change"),
    path("joint/<int:pk>/submit/", joint.joint_submit, name="joint_submit"),
    path("joint/<int:pk>/link/", joint.joint_link, name="joint_link"),
    path("joint/<int:pk>/sign/", joint.joint_sign, name="joint_sign"),
    path("joint/<int:pk>/refuse/", joint.joint_refuse, name="joint_refuse"),
    path("joint/<int:pk>/withdraw/", joint.joint_withdraw, name="joint_withdraw"),
    path("joint/<int:pk>/paper.<str:extension>", joint.joint_file, name="joint_file"),
]
