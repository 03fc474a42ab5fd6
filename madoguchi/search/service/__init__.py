"""One process of a machine holds models and vectors; the others ask it over a local socket."""
