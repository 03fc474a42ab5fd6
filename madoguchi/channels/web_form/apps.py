from django.apps import AppConfig


class WebFormConfig(AppConfig):
    name = "madoguchi.channels.web_form"
