"""Run by Alembic, inside the transaction `gateway.storage.database.migrate` has opened."""

from alembic import context

from gateway.storage.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
