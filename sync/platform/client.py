"""The terminal's calls to the platform (docs/platform-contract.md). Each returns an answer or raises a Problem."""

import re
from datetime import UTC, datetime
from uuid import UUID

import requests

from core import claim, settings
from core.case import CaseView, OwnCase
from core.case_life import CaseLife
from core.problems import (
    FormerKey,
    NotFound,
    PlatformGarbled,
    PlatformProblem,
    PlatformRefused,
    TerminalRejected,
)
from core.reconciliation import ReconciliationAnswer, ReconciliationCall
from core.wire import (
    AppointmentAnswerCall,
    AuthorityWithdrawal,
    Bulletin,
    CardAnswer,
    CardQuery,
    CardText,
    CaseQuery,
    DocumentAnswer,
    DocumentQuery,
    EarlierQuery,
    EvaluationCall,
    Health,
    ItemCall,
    ItemStatus,
    KeyKnown,
    Model,
    OwnActCall,
    OwnActDone,
    OwnCases,
    PossibleActs,
    Progress,
    Rotation,
    SignedText,
    TerminalAgents,
    TerminalReport,
    UploadToken,
)
from storage.audit_log import AuditLog
from sync.identity import Identities, Identity
from sync.platform.http import JSON, Answer, MethodForbidden, StaleSignature, Transport
from sync.platform.signed_answers import M, authentic, told
from trust import receipt_signature
from trust.key_possession import prove_possession
from trust.keys import SigningKey
from trust.request_signature import sign_request
from trust.sign import verify_bytes

BULLETIN = "v1/bulletin?organ=true&answers_signed=true&offices=true&revoked_cards=true"
OFFSET = re.compile(r"[0-9]{1,15}")
TUS = {"Tus-Resumable": "1.0.0"}


class Upload(Model):
    """The address of one part's upload and its token; both are kept and reused."""

    url: str
    token: str


class PlatformClient:
    """Signs every call as the identity that `identities` holds at that moment; usable from any thread.

    Every call may raise NotEnrolled, before it is made, PlatformUnreachable, PlatformGarbled, TerminalRejected …
    """

    def __init__(self, identities: Identities, audit_log: AuditLog, manner: settings.Platform) -> None:
        self._identities, self._audit_log = identities, audit_log
        self._manner = manner
        self._transport: Transport | None = None
        self._address = ""
        self._only_posts = False

    def health(self) -> Health:
        return self._connected(self._identities.current()).call("GET", "v1/health").read(Health)

    def register(self, item: UUID, call: ItemCall) -> ItemStatus:
        """Submits the sealed text. Idempotent; raises PlatformRefused."""
        return self._own(item, self._signed("POST", "v1/items", call, {"Idempotency-Key": str(item)}))

    def status(self, item: UUID) -> ItemStatus | None:
        """Returns the item's status; None when the platform does not know it."""
        try:
            return self._own(item, self._signed("GET", f"v1/items/{item}"))
        except NotFound:
            return None

    def start_upload(self, item: UUID, number: int, size: int) -> Upload:
        answer = self._signed("POST", f"v1/items/{item}/parts/{number}", headers={"Upload-Length": str(size), **TUS})
        if location := answer.headers.get("Location"):
            return Upload(url=location, token=answer.read(UploadToken).token)
        raise PlatformGarbled("no location")

    def upload_offset(self, upload: Upload) -> int:
        """Returns how many bytes the platform has."""
        return _offset(self._bearer("HEAD", upload))

    def upload_chunk(self, upload: Upload, offset: int, chunk: bytes) -> int:
        """Returns the new offset. A part whose digest is wrong on arrival is dropped there and sent again."""
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        return _offset(self._bearer("PATCH", upload, chunk, headers))

    def bulletin(self) -> Bulletin:
        return self._told(self._signed("GET", BULLETIN), Bulletin)

    def progress(self, after: int) -> Progress:
        """Returns the steps of this terminal's cases after number `after`."""
        return self._told(self._signed("GET", f"v1/progress?after={after}&life=true"), Progress)

    def report(self, report: TerminalReport) -> None:
        """Tells of this terminal. Raises NotFound at a platform of a version before."""
        self._signed("POST", "v1/report", report)

    def tell_agents(self, told: TerminalAgents) -> None:
        """Tells which agents this terminal has. Raises NotFound at a platform of a version before."""
        self._signed("POST", "v1/agents", told)

    def reconcile(self, call: ReconciliationCall) -> ReconciliationAnswer:
        """Returns one page of the comparison. Raises PlatformGarbled for an answer to another question."""
        said = self._told(self._signed("POST", "v1/reconciliation", call), ReconciliationAnswer)
        asked = [each.item for each in call.items]
        if said.nonce != call.nonce or [each.item for each in said.items] != asked[: len(said.items)]:
            raise PlatformGarbled("another question")
        if said.until != call.until and not str(call.after or "") < str(said.until or "") <= str(call.until or "g"):
            raise PlatformGarbled("another stretch")
        return said

    def query(self, query: CaseQuery) -> CaseView:
        """Returns a case. Raises NotFound, for a wrong code and wrong last four characters alike."""
        return self._signed("POST", "v1/queries", query).read(CaseView)

    def life(self, query: CaseQuery) -> CaseLife:
        """Returns the whole life of a case. Raises NotFound, also at a platform of a version before."""
        return self._signed("POST", "v1/queries/life?beside=true&words=true", query).read(CaseLife)

    def document(self, query: DocumentQuery) -> DocumentAnswer:
        """Returns a document of a case. Raises NotFound."""
        return self._signed("POST", "v1/queries/document", query).read(DocumentAnswer)

    def query_by_card(self, query: CardQuery) -> CardAnswer:
        return self._signed("POST", "v1/queries/card?agents=true&annex=true&asked=true", query).read(CardAnswer)

    def withdraw_authority(self, call: AuthorityWithdrawal) -> OwnActDone:
        """Takes an agent's authority back for the cardholder. Raises NotFound, and PlatformRefused where there is
        none."""
        return self._signed("POST", "v1/authorities/withdrawals", call).read(OwnActDone)

    def evaluate(self, call: EvaluationCall) -> None:
        """Submits an evaluation. Raises NotFound, and PlatformRefused when the case cannot be evaluated now."""
        self._signed("POST", "v1/evaluations", call)

    def possible(self, query: CaseQuery) -> PossibleActs:
        """Asks what its petitioner can do with a case now. Raises NotFound."""
        return self._signed("POST", "v1/queries/possible?consents=true", query).read(PossibleActs)

    def own_act(self, call: OwnActCall) -> OwnActDone:
        """Does it once, however often it is called. Raises NotFound, and PlatformRefused where it is not lawful now."""
        return self._signed("POST", "v1/own-acts?added=true", call).read(OwnActDone)

    def own_case(self, query: CaseQuery) -> OwnCase:
        return self._signed("POST", "v1/queries/supplement", query).read(OwnCase)

    def earlier(self, query: EarlierQuery) -> OwnCases:
        return self._signed("POST", "v1/queries/earlier", query).read(OwnCases)

    def answer_invitation(self, call: AppointmentAnswerCall) -> None:
        """Says whether the petitioner comes. Raises NotFound, and PlatformRefused where nobody is invited any more."""
        self._signed("POST", "v1/appointments/answer", call)

    def rights_card(self, query: CaseQuery) -> str:
        """Has a rights card made; returns what its QR code holds. Raises NotFound, PlatformRefused."""
        return self._signed("POST", "v1/rights-cards", query).read(CardText).text

    def close(self) -> None:
        if self._transport:
            self._transport.close()

    def announce_key(self, fresh: SigningKey, by: SigningKey | None = None) -> None:
        """Announces a new key, signed by the current key or by `by`. Raises PlatformRefused."""
        terminal = self._identities.current().terminal
        call = Rotation(public_key=fresh.public, proof=prove_possession(terminal, fresh))
        known = self._told(self._signed("POST", "v1/rotation", call, by=by), KeyKnown)
        if known != KeyKnown(terminal=terminal, public_key=fresh.public):
            raise PlatformGarbled("another key")

    def _signed(
        self,
        method: str,
        path: str,
        body: Model | None = None,
        headers: dict[str, str] | None = None,
        by: SigningKey | None = None,
    ) -> Answer:
        """Makes a signed call, repeated once after a curable refusal.

        These are a wrong clock here (the platform's time is stored and logged), a platform that knows only an older key
        of ours, and a key that changed during the call. Raises FormerKey when the platform has a newer key than we
        have.
        """
        content = body.model_dump_json().encode() if body else b""
        identity = self._identities.current()
        try:
            return self._sign_and_call(identity, method, path, content, headers or {}, by=by)
        except StaleSignature as stale:
            self._identities.keep_clock_offset(stale.at - datetime.now(UTC))
            self._audit_log.write("clock differs", platform=stale.at.isoformat())
        except FormerKey:
            if by or self._identities.current().key == identity.key:
                raise
        except TerminalRejected as rejected:
            if by or rejected.detail != "altered" or not self._introduced_anew():
                raise
        return self._sign_and_call(self._identities.current(), method, path, content, headers or {}, by=by)

    def _introduced_anew(self) -> bool:
        """Announces the current key by former ones, since a platform restored from a backup may know one of these.
        Returns whether it accepted."""
        identity = self._identities.current()
        for before in identity.keys[1:]:
            try:
                self.announce_key(identity.key, by=before)
                return True
            except (TerminalRejected, PlatformRefused):
                continue
        return False

    def _sign_and_call(
        self,
        identity: Identity,
        method: str,
        path: str,
        content: bytes,
        headers: dict[str, str],
        *,
        by: SigningKey | None,
    ) -> Answer:
        now = datetime.now(UTC) + self._identities.clock_offset

        def sign(request: requests.PreparedRequest, body: bytes) -> None:
            sign_request(request, body, identity.terminal, by or identity.key, now)

        headers = {**(JSON if content else {}), **headers}
        return self._connected(identity).call(method, path, content, headers, sign, genuine=authentic(identity))

    def _told(self, answer: Answer, kind: type[M]) -> M:
        """Returns a statement signed by the platform. Raises PlatformGarbled for a wrong signature."""
        said = answer.read(SignedText)
        if not verify_bytes(said.text.encode(), said.signature, self._identities.current().gateway_key):
            raise PlatformGarbled("not signed by the platform")
        return told(said.text, kind)

    def _bearer(self, method: str, upload: Upload, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """Makes a call with an upload token. Its answer is not signed and therefore never final: what is `wanted` of an
        item, and whether this terminal is trusted, is learnt from signed calls only."""
        try:
            return self._tus(method, upload, body, headers or {})
        except (PlatformRefused, TerminalRejected, StaleSignature) as no:
            raise PlatformProblem(no.detail) from None

    def _tus(self, method: str, upload: Upload, body: bytes, headers: dict[str, str]) -> Answer:
        """Makes a tus call; if a firewall blocks HEAD and PATCH, by POST (tus 1.0, X-HTTP-Method-Override)."""
        line = self._connected(self._identities.current())
        headers = {**TUS, **headers, "Authorization": f"Bearer {upload.token}"}
        if not self._only_posts:
            try:
                return line.call(method, upload.url, body, headers)
            except MethodForbidden:
                pass
        answer = line.call("POST", upload.url, body, {**headers, "X-HTTP-Method-Override": method})
        self._only_posts = True
        return answer

    @property
    def reached(self) -> bool | None:
        """True if the platform itself answered the last call; None before the first."""
        return self._transport.reached if self._transport else None

    def _connected(self, identity: Identity) -> Transport:
        if self._transport is None or self._address != identity.url:
            self._transport, self._address = Transport(identity.url, self._manner), identity.url
        return self._transport

    def _own(self, item: UUID, answer: Answer) -> ItemStatus:
        """Returns the status in an answer after checking item and receipt. Raises PlatformGarbled for another item or a
        receipt without the platform's signature, by which an attacker could pretend a registration. Items without a
        claim have unsigned receipts."""
        status = answer.read(ItemStatus)
        if status.item != item or (status.receipt and status.receipt.item != item):
            raise PlatformGarbled("another item")
        theirs = self._identities.current().gateway_key
        if status.receipt and claim.has_claim(item) and not receipt_signature.receipt_authentic(status.receipt, theirs):
            raise PlatformGarbled("a receipt that is not the platform's")
        return status


def _offset(answer: Answer) -> int:
    said = answer.headers.get("Upload-Offset", "")
    if not OFFSET.fullmatch(said):
        raise PlatformGarbled("no offset")
    return int(said)
