"""The limit for chat on SQLite: Starlette, the raw driver, group commit, and nothing else.

python -m bench.references.limit_sqlite FILE PORT
"""

from __future__ import annotations

import sys

from pysqlite3 import dbapi2 as sqlite

from bench.references.limit_server import Group, Said, serve

SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (id TEXT PRIMARY KEY, version INTEGER NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS message (id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversation,
  position INTEGER NOT NULL, client_id TEXT NOT NULL UNIQUE, text TEXT NOT NULL, at TEXT NOT NULL,
  UNIQUE (conversation, position));
"""
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


class SqliteGroup(Group):
    def open(self) -> None:
        self.database = sqlite.connect(self.place, isolation_level=None)
        self.database.executescript(PRAGMAS + SCHEMA)

    def version(self, conversation: str, now: str) -> int:
        self.database.execute("INSERT OR IGNORE INTO conversation VALUES (?, 0, ?)", (conversation, now))
        row = self.database.execute(
            "SELECT version FROM conversation WHERE id = ?", (conversation,)
        ).fetchone()
        return int(row[0])

    def write(self, said: list[Said]) -> None:
        self.database.execute("BEGIN IMMEDIATE")
        self.database.executemany("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)", [one[:6] for one in said])
        self.database.executemany(
            "UPDATE conversation SET version = ?, at = ? WHERE id = ?",
            [(one.position, one.at, one.conversation) for one in said],
        )
        self.database.execute("COMMIT")


if __name__ == "__main__":
    serve(SqliteGroup(sys.argv[1]), int(sys.argv[2]))
