from django.urls import include, path, re_path
from django.urls.converters import register_converter

from madoguchi.desk.converters import ReferenceConverter, ViewConverter
from madoguchi.desk.views import bulk, change, files, health, inbox, message, people, write

register_converter(ViewConverter, "desk_view")
register_converter(ReferenceConverter, "reference")

app_name = "desk"
_c = "c/<reference:reference>"
urlpatterns = [
    path("", inbox.start, name="inbox"),
    path("settings/", include("madoguchi.desk.settings.urls")),
    path("counts", inbox.view_counts, name="counts"),
    path("health", health.health, name="health"),
    path("health/jobs/<int:job_id>", health.decide_job, name="decide_job"),
    path("health/payloads/<uuid:payload_id>", health.decide_payload, name="decide_payload"),
    path("bulk", bulk.bulk, name="bulk"),
    path("files", files.upload, name="upload"),
    path("files/<uuid:file_id>", files.file, name="file"),
    path("search", inbox.search, name="search"),
    path("search/<reference:reference>", inbox.found_conversation, name="found_conversation"),
    path(f"{_c}/preview", inbox.preview, name="preview"),
    path(f"{_c}/older", message.older, name="older"),
    path(f"{_c}/m/<uuid:message_id>/html", message.html, name="message_html"),
    path(f"{_c}/m/<uuid:message_id>/undo", write.undo, name="undo"),
    path(f"{_c}/m/<uuid:message_id>/retry", write.retry, name="retry"),
    path(f"{_c}/reply", write.reply, name="reply"),
    path(f"{_c}/note", write.note, name="note"),
    path(f"{_c}/draft", write.draft, name="draft"),
    path(f"{_c}/canned", write.canned, name="canned"),
    path(f"{_c}/status", change.status, name="status"),
    path(f"{_c}/assign", change.assign, name="assign"),
    path(f"{_c}/team", change.team, name="team"),
    path(f"{_c}/priority", change.priority, name="priority"),
    path(f"{_c}/subject", change.subject, name="subject"),
    path(f"{_c}/tags", change.tags, name="tags"),
    path(f"{_c}/customer", people.context_panel, name="context"),
    path(f"{_c}/customer/vip", people.customer_vip, name="customer_vip"),
    path(f"{_c}/customer/notes", people.customer_notes, name="customer_notes"),
    re_path(r"^c/(?P<typed>[^/]{10,20})$", inbox.by_reference, name="by_reference"),
    path("<desk_view:view>", inbox.view_list, name="view"),
    path("<desk_view:view>/", inbox.view_list),
    path("<desk_view:view>/filter", inbox.narrow, name="narrow"),
    path("<desk_view:view>/<reference:reference>", inbox.conversation, name="conversation"),
]
