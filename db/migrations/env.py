"""Runs migrations on the address given, or on that of the settings."""

from alembic import context

from core import tables
from db.base import metadata
from db.session import engine, open_engine

assert tables.ALL  # noqa: S101  the import is what fills the metadata

url = context.config.attributes.get("url")
used = open_engine(url) if url else engine()
with used.execution_options(lianxin_writes=True).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata(),
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
if url:
    used.dispose()
