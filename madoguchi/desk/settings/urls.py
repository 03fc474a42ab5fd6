"""Addresses below /desk/settings/; their names belong to the desk."""

from django.urls import path

from madoguchi.desk.settings.views import (
    agents,
    chat,
    company,
    email,
    inboxes,
    invitations,
    roles,
    start,
    teams,
    web_form,
)

urlpatterns = [
    path("", start.start, name="settings"),
    path("company", company.company, name="settings_company"),
    path("agents", agents.agent_list, name="settings_agents"),
    path("agents/invite", invitations.invite, name="settings_invite"),
    path("agents/invitations/<uuid:invitation_id>", invitations.decide, name="settings_invitation"),
    path("agents/<uuid:agent_id>", agents.agent, name="settings_agent"),
    path("agents/<uuid:agent_id>/active", agents.active, name="settings_agent_active"),
    path("agents/<uuid:agent_id>/second-factor", agents.second_factor, name="settings_agent_factor"),
    path("teams", teams.team_list, name="settings_teams"),
    path("teams/new", teams.team, name="settings_team_new"),
    path("teams/<int:team_id>", teams.team, name="settings_team"),
    path("teams/<int:team_id>/delete", teams.delete, name="settings_team_delete"),
    path("inboxes", inboxes.inbox_list, name="settings_inboxes"),
    path("inboxes/chat", chat.chat, name="settings_chat_new"),
    path("inboxes/chat/<uuid:inbox_id>", chat.chat, name="settings_chat"),
    path("inboxes/chat-keys", chat.keys, name="settings_chat_keys"),
    path("inboxes/email", email.email, name="settings_email_new"),
    path("inboxes/email/<uuid:inbox_id>", email.email, name="settings_email"),
    path("inboxes/web-form", web_form.web_form, name="settings_web_form_new"),
    path("inboxes/web-form/<uuid:inbox_id>", web_form.web_form, name="settings_web_form"),
    path("roles", roles.role_list, name="settings_roles"),
    path("roles/new", roles.role, name="settings_role_new"),
    path("roles/<int:role_id>", roles.role, name="settings_role"),
    path("roles/<int:role_id>/delete", roles.delete, name="settings_role_delete"),
]
