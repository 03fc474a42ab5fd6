"""The socket's side of the desk."""
