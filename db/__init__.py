"""The database: base of all tables, the session, settings and migrations. Knows no domain."""
