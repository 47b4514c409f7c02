"""The baseline for registration: the same framework, the same bytes to the same disk, and no checks.

It writes one row, as long as all the rows of a registration together, and stores the sealed text as the gateway does.
It checks no signature, opens nothing and looks nothing up."""

import base64
from uuid import uuid4

from fastapi import FastAPI
from sqlalchemy import Column, Engine, MetaData, String, Table, Text, insert

from core.wire import ItemCall
from gateway.blobs import Blobs

ROW = 1900
"""Bytes. The rows of one registration have 1750 on PostgreSQL: ledger 735, two parts 309, case 238, step 76, journal
255, nonce 137 (pg_column_size), without indexes and the like."""

metadata = MetaData()
taken = Table("taken", metadata, Column("item", String(36), primary_key=True), Column("content", Text, nullable=False))


def application(engine: Engine, blobs: Blobs) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None)

    @app.post("/v1/items", status_code=201)
    def take(call: ItemCall) -> dict[str, str]:
        item, text = str(uuid4()), base64.b64decode(call.text, validate=True)
        content = call.signed.envelope + call.signed.signature
        with engine.begin() as db:
            db.execute(insert(taken).values(item=item, content=content.ljust(ROW, "-")))
            blobs.put(f"{item}/text.age", text)
        return {"item": item}

    return app
