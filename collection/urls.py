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
    path("items/<int:pk>/", views.item, name="item"),
    path("items/<int:pk>/attachments/<int:number>/", views.attachment, name="attachment"),
    path("items/<int:pk>/change-item/", views.change_item, name="change_item"),
    path("items/<int:pk>/remove-item/", views.remove_item, name="remove_item"),
]
