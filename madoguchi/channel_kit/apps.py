from django.apps import AppConfig


class ChannelKitConfig(AppConfig):
    name = "madoguchi.channel_kit"
