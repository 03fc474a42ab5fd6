"""Madoguchi: a self-hosted support desk for crypto exchanges."""

import sys

try:  # Before anything imports sqlite3: 3.7.0 to 3.51.2 can corrupt a WAL database (sqlite.org/wal.html).
    import pysqlite3
except ImportError:  # The start-up check refuses an affected version where SQLite is in use.
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

__version__ = "0.1.0"
