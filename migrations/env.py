"""Migrations run on the application's own engine, in one transaction that may write."""

from alembic import context
from flask import current_app
from sqlalchemy import JSON

from app.core.db import writing

target = current_app.extensions["migrate"]


def render_item(kind, thing, autogen):
    """Our column types by their import path in generated files."""
    if kind != "type":
        return False
    if isinstance(thing, JSON):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    if type(thing).__module__.startswith("app."):
        autogen.imports.add(f"from {type(thing).__module__} import {type(thing).__name__}")
        return f"{type(thing).__name__}()"
    return False


def run() -> None:
    with writing(), target.db.engine.connect() as connection:
        # Batch mode rebuilds SQLite tables; with foreign keys on, dropping the old one would empty its children.
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=target.db.metadata,
            render_item=render_item,
            **target.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
            if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("a migration left rows that point nowhere")
        connection.commit()
        if sqlite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    raise SystemExit("Meanwhile's migrations run on a live database only.")
run()
