"""The limit for chat on PostgreSQL: Starlette, psycopg's pipeline, group commit, and nothing else.

    python -m bench.references.limit_postgresql URL PORT

A batch is one round trip: begin, all messages by one statement, all conversations by another, commit.
"""

from __future__ import annotations

import sys

import psycopg

from bench.references.limit_server import Group, Said, serve

SCHEMA = """
CREATE TABLE conversation (id text PRIMARY KEY, version integer NOT NULL, at timestamptz NOT NULL);
CREATE TABLE message (id uuid PRIMARY KEY, conversation text NOT NULL REFERENCES conversation,
  position integer NOT NULL, client_id text NOT NULL UNIQUE, text text NOT NULL, at timestamptz NOT NULL,
  UNIQUE (conversation, position));
"""
MESSAGES = """
INSERT INTO message SELECT * FROM unnest(%s::uuid[], %s::text[], %s::integer[], %s::text[], %s::text[],
  %s::timestamptz[])
"""
CONVERSATIONS = """
UPDATE conversation SET version = said.version, at = said.at
  FROM unnest(%s::text[], %s::integer[], %s::timestamptz[]) AS said (id, version, at) WHERE conversation.id = said.id
"""


class PostgresqlGroup(Group):
    def open(self) -> None:
        self.database = psycopg.connect(self.place, autocommit=True, prepare_threshold=0)
        self.database.execute(SCHEMA, prepare=False)

    def version(self, conversation: str, now: str) -> int:
        self.database.execute("INSERT INTO conversation VALUES (%s, 0, %s)", (conversation, now))
        return 0

    def write(self, said: list[Said]) -> None:
        messages = [list(column) for column in zip(*(one[:6] for one in said), strict=True)]
        last = {one.conversation: one for one in said}
        conversations = [
            list(last),
            [one.position for one in last.values()],
            [one.at for one in last.values()],
        ]
        with self.database.pipeline(), self.database.transaction():
            self.database.execute(MESSAGES, messages)
            self.database.execute(CONVERSATIONS, conversations)


if __name__ == "__main__":
    serve(PostgresqlGroup(sys.argv[1]), int(sys.argv[2]))
