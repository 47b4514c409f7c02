"""The database: connections, tables, prepared statements, migrations."""
