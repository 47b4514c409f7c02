"""Sends one item to the platform: the text first, then attachments, each from the offset the platform reports.

`sending` lasts until the platform has every part, `delivered` until its receipt is here; then it is `registered`.
Registration happens with the text, so the receipt is recorded, and may be shown, while parts are still sent. Everything
here may be interrupted and restarted, as the platform knows the item by its id. Texts do not wait behind another item's
attachments: after each chunk new items are looked for.
"""

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from core.outbox_state import OutboxState
from core.problems import PlatformGarbled, PlatformProblem, SealBroken
from core.wire import Envelope, ItemCall, ItemStatus
from storage.sealed_items import SealedItems
from sync.identity import Identities
from sync.item import Item, Part
from sync.outbox import Outbox
from sync.platform.client import PlatformClient, Upload
from trust.sign import verify_bytes

SMALLEST = 4 * 1024
FAST, SLOW = 2.0, 6.0
"""Seconds; the chunk grows if a call takes less, and shrinks if it takes more."""


class ChunkSize:
    """How much of an attachment goes in one call: what the line takes in a few seconds, so that a text that comes in
    meanwhile does not wait long."""

    def __init__(self, most: int) -> None:
        """`most`: the greatest size in bytes; `size` is the next chunk's."""
        self._most = most
        self.size = 2 * SMALLEST

    @contextmanager
    def step(self) -> Iterator[None]:
        """Measures the call made in the block and adapts the size."""
        began = time.monotonic()
        try:
            yield
        except BaseException:
            self._shorter()
            raise
        self.took(time.monotonic() - began)

    def took(self, seconds: float) -> None:
        if seconds < FAST:
            self.size = min(self.size * 2, self._most)
        elif seconds > SLOW:
            self._shorter()

    def _shorter(self) -> None:
        self.size = max(self.size // 2, SMALLEST)


CHUNK = 256 * 1024
"""Bytes; at most this much is sent twice after an interruption."""


class Preempted(Exception):
    """Another item's text is waiting; this item continues afterwards from where it is."""


class Transfer:
    def __init__(
        self, outbox: Outbox, sealed_items: SealedItems, identities: Identities, platform: PlatformClient
    ) -> None:
        self._outbox, self._sealed_items, self._identities, self._platform = outbox, sealed_items, identities, platform
        self._chunk_size = ChunkSize(CHUNK)

    def send(self, item: Item) -> Item:
        """Sends until registered, or delivered without a receipt yet.

        Raises PlatformProblem, SealBroken, Preempted.
        """
        if item.state is OutboxState.SAVED:
            item = self._outbox.move(item.item, OutboxState.SENDING)
        self._outbox.note_attempt(item.item)
        envelope = self._sealed_items.checked(item.item)
        status = self._stand(item, envelope)
        for part in self._outbox.get(item.item).parts:
            if part.number and part.name in self._wanted(item, status):
                self._upload(item, part)
        if status.wanted:
            status = self._platform.status(item.item) or status
        return self._conclude(item, status)

    def _stand(self, item: Item, envelope: Envelope) -> ItemStatus:
        """Returns the item's status on the platform; registers the text if it is not there."""
        text = item.parts[0]
        known = self._platform.status(item.item) if text.sent else None
        status = known or self._register(item, envelope)
        self._note(text, text.size, item)
        if status.receipt and status.receipt != item.receipt:
            self._outbox.note_receipt(status.receipt, status.earlier)
        return status

    def _register(self, item: Item, envelope: Envelope) -> ItemStatus:
        """Registers the text. An envelope signed as another terminal or by another key is signed again; sealed files
        are unchanged."""
        identity, signed = self._identities.current(), self._sealed_items.signed(envelope.item)
        ours = envelope.terminal == identity.terminal
        if not ours or not verify_bytes(signed.envelope.encode(), signed.signature, identity.key.public):
            signed = identity.sign(envelope.model_copy(update={"terminal": identity.terminal}))
            self._sealed_items.readdress(envelope.item, signed)
        text = self._sealed_items.read(envelope.item, envelope.parts[0].name)
        call = ItemCall(
            signed=signed,
            text=base64.b64encode(text).decode(),
            claim=self._sealed_items.claim(envelope.item),
            promised=item.promised,
        )
        return self._platform.register(envelope.item, call)

    def _wanted(self, item: Item, status: ItemStatus) -> set[str]:
        """Returns what the platform lacks. A platform that came back from an older backup may ask for what was dropped
        here, its consent being withdrawn."""
        return set(status.wanted) - self._sealed_items.dropped(item.item)

    def _upload(self, item: Item, part: Part) -> None:
        try:
            content = self._sealed_items.read(item.item, part.name)
        except SealBroken:
            if part.name in self._sealed_items.dropped(item.item):
                return  # dropped a moment ago
            raise
        upload, offset = self._resumed(item, part)
        self._note(part, offset, item, upload)
        while offset < part.size:
            with self._chunk_size.step():
                chunk = content[offset : offset + self._chunk_size.size]
                reached = self._platform.upload_chunk(upload, offset, chunk)
            if not offset < reached <= part.size:
                raise PlatformGarbled("offset")
            offset = reached
            self._note(part, offset, item, upload)
            self._yield_to_waiting_text(item)

    def _yield_to_waiting_text(self, item: Item) -> None:
        pressing = self._outbox.due(datetime.now(UTC))
        if pressing and pressing.item != item.item and not pressing.parts[0].sent:
            raise Preempted

    def _resumed(self, item: Item, part: Part) -> tuple[Upload, int]:
        """Returns the upload and its offset: the one begun if still open on the platform, else a new one."""
        if part.upload:
            upload = Upload(url=part.upload, token=part.token)
            try:
                return upload, min(self._platform.upload_offset(upload), part.size)
            except PlatformProblem:
                pass
        upload = self._platform.start_upload(item.item, part.number, part.size)
        return upload, min(self._platform.upload_offset(upload), part.size)

    def _note(self, part: Part, sent: int, item: Item, upload: Upload | None = None) -> None:
        url, token = (upload.url, upload.token) if upload else ("", "")
        if (part.sent, part.upload, part.token) != (sent, url, token):
            noted = Part(name=part.name, sha256=part.sha256, size=part.size, sent=sent, upload=url, token=token)
            self._outbox.note_part(item.item, noted)

    def _conclude(self, item: Item, status: ItemStatus) -> Item:
        if self._wanted(item, status):
            raise PlatformGarbled("parts went missing")
        if status.receipt:
            self._outbox.note_receipt(status.receipt, status.earlier)
        item = self._outbox.move(item.item, OutboxState.DELIVERED)
        return self._outbox.move(item.item, OutboxState.REGISTERED) if item.receipt else item
