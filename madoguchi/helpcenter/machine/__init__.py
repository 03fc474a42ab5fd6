"""Draft translations by a language model: what of an article is translated, how, and what stays as it is."""
