from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "samspill.design"
    label = "design"
