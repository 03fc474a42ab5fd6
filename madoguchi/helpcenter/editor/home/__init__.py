"""The editor's first page: articles to search for, and what waits; nothing about Wagtail's tree of pages."""
