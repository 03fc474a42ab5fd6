from django.apps import AppConfig


class WebsiteChatConfig(AppConfig):
    name = "madoguchi.channels.website_chat"
