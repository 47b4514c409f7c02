"""A folder that `python -m sync file` is given again is the same item until its slip was printed: a script that was
interrupted before it got the slip cannot know that its petition was accepted, and submits it again.
"""

import hmac
from dataclasses import replace

from core.claim import item_id_of
from core.petition import Filing, local_number
from core.petition_folder import content_of
from storage.store import Store
from sync.identity import Identities


class CliIdempotency:
    """The store keeps, for each folder, a keyed digest and how often its slip was given."""

    def __init__(self, store: Store, identities: Identities) -> None:
        self._store, self._identities = store, identities

    def with_stable_id(self, filing: Filing) -> Filing:
        """Returns the filing with the id it has until its slip is given; after that the id changes.
        Raises NotEnrolled."""
        mark = self._mark(filing)
        rows = self._store.read("SELECT times FROM slips WHERE filing = ?", mark.hex())
        times = rows[0]["times"] if rows else 0
        claim = hmac.digest(mark, str(times).encode(), "sha256")
        item = item_id_of(claim)
        number = local_number(item, filing.petition.created)
        return replace(filing, petition=replace(filing.petition, item=item, local_number=number), claim=claim)

    def mark_slip_given(self, filing: Filing) -> None:
        with self._store.write() as tx:
            tx.execute(
                "INSERT INTO slips VALUES (?, 1) ON CONFLICT (filing) DO UPDATE SET times = times + 1",
                (self._mark(filing).hex(),),
            )

    def _mark(self, filing: Filing) -> bytes:
        """Returns a keyed digest of what the petition says."""
        return hmac.digest(self._identities.current().key.raw, content_of(filing), "sha256")
