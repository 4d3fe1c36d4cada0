"""Promises on real servers: SQLite files, PostgreSQL, granian, kill -9."""
