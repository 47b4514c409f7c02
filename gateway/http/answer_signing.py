"""Signs every answer to a signed call, refusals too (`trust/response_signature.py`).

Otherwise whoever stands between terminal and gateway could answer in our name, for instance that nothing is missing or
that an item will never be taken.
"""

from dataclasses import replace

from starlette.types import Message, Send

from gateway.runtime import Runtime
from trust import response_signature
from trust.request_signature import ReceivedRequest


def signing(arrived: ReceivedRequest, send: Send, runtime: Runtime) -> Send:
    """`send`, which waits for the whole answer and signs it: answers to signed calls are never streamed."""
    asked = replace(arrived, headers=dict(arrived.headers))
    if not response_signature.wants_signature(asked.headers):
        return send
    start: Message = {}
    body = bytearray()

    async def signed(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        said = response_signature.sign_response(
            asked, start["status"], bytes(body), runtime.keys.signing, runtime.now()
        )
        headers = [(name.encode(), value.encode()) for name, value in said.items()]
        await send({**start, "headers": [*start["headers"], *headers]})
        await send({"type": "http.response.body", "body": bytes(body)})

    return signed
