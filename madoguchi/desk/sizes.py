from django.template.defaultfilters import filesizeformat


def human_size(size: int) -> str:
    """`214 KB` in the active language."""
    return filesizeformat(size)
