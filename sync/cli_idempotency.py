"""Whether whoever handed a folder in has had its slip. One that comes again without is the same item again: a script
that was cut off before it was told cannot know that its petition is kept, and hands it in once more."""

import hmac
from dataclasses import replace

from core.claim import item_id_of
from core.petition import Filing, local_number
from core.wire import PETITION
from storage.store import Store
from sync.identity import Identities


class CliIdempotency:
    """Of a folder the store keeps a keyed mark, and how often its slip was given."""

    def __init__(self, store: Store, identities: Identities) -> None:
        self._store, self._identities = store, identities

    def numbered(self, filing: Filing) -> Filing:
        """Under the id it has until its slip is given; the next time it has another. Raises NotEnrolled."""
        mark = self._mark(filing)
        rows = self._store.read("SELECT times FROM slips WHERE filing = ?", mark.hex())
        times = rows[0]["times"] if rows else 0
        claim = hmac.digest(mark, str(times).encode(), "sha256")
        item = item_id_of(claim)
        number = local_number(item, filing.petition.created)
        return replace(filing, petition=replace(filing.petition, item=item, local_number=number), claim=claim)

    def given(self, filing: Filing) -> None:
        with self._store.write() as tx:
            tx.execute(
                "INSERT INTO slips VALUES (?, 1) ON CONFLICT (filing) DO UPDATE SET times = times + 1",
                (self._mark(filing).hex(),),
            )

    def _mark(self, filing: Filing) -> bytes:
        """Of what is said and attached, not of when."""
        said = PETITION.dump_python(filing.petition, mode="json", exclude={"item", "local_number", "created"})
        text = repr(sorted(said.items())).encode()
        return hmac.digest(self._identities.current().key.raw, text, "sha256")
