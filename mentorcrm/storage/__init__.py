"""How it is kept: engine, unit of work, change capture, migrations, search, backups."""
