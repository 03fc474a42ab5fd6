"""Placeholder until the foundation lands on main in a few minutes."""
SECRET_KEY = "x"
INSTALLED_APPS: list[str] = []
