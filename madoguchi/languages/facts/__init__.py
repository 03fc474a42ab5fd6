"""One file per language; `madoguchi.languages.CODES` names those that are in use."""
