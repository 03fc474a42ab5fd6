from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE search_index USING fts5(
    tokens, kind UNINDEXED, object UNINDEXED, holder UNINDEXED, tokenize = "unicode61 remove_diacritics 2"
);
CREATE TABLE search_rows (kind TEXT NOT NULL, object TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (kind, object)) WITHOUT ROWID;
"""
POSTGRESQL = """
CREATE TABLE search_index (
    kind text NOT NULL, object text NOT NULL, holder text NOT NULL, tokens tsvector NOT NULL, at bigserial,
    PRIMARY KEY (kind, object)
);
CREATE INDEX search_index_tokens ON search_index USING gin (tokens);
"""


def create(apps, schema_editor):
    schema = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in schema.split(";\n"):
        if statement.strip():
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_index")
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TABLE search_rows")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(create, drop)]
