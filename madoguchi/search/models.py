"""The index: one row a document, its tokens made by us, searched by SQLite FTS5 or PostgreSQL tsvector alike."""
