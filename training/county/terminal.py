"""A terminal of the made-up county: seals and signs petitions, and hands them in where a real one's arrive."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from core.case import Evaluation, Grade
from core.petition import Filing
from core.receipt import Receipt
from core.wire import (
    CaseQuery,
    Enrolment,
    Envelope,
    EvaluationCall,
    ItemCall,
    SealedPart,
    SignedEnvelope,
    petition_json,
)
from gateway.auth import enrolment
from gateway.cases.evaluations import evaluate
from gateway.intake.envelopes import recipient_set_for
from gateway.intake.submit import submit
from gateway.intake.uploads import store_whole
from gateway.runtime import Runtime
from gateway.runtime.terminal_cache import Sender
from trust.keys import SigningKey
from trust.seal import SUITE, pad, pad_text, seal
from trust.sign import sign_bytes

TEXT = "text.age"


@dataclass(frozen=True)
class PracticeTerminal:
    sender: Sender
    key: SigningKey

    @classmethod
    def enrolled(cls, runtime: Runtime, site: str) -> "PracticeTerminal":
        key = SigningKey.generate()
        code, _expires = enrolment.issue_secret(runtime)
        call = Enrolment(code=code, public_key=key.public, name="演练终端", site=site, training=True)
        sender = enrolment.find_sender(runtime, enrolment.enrol(runtime, call).terminal)
        assert sender is not None
        return cls(sender, key)

    def hand_in(self, runtime: Runtime, filing: Filing) -> Receipt:
        """Returns the platform's receipt."""
        files = self._sealed(runtime, filing)
        item = self._signed(filing, files)
        call = ItemCall(signed=item, text=base64.b64encode(files[TEXT]).decode(), claim=filing.claim.hex())
        status, new = submit(runtime, self.sender, call, filing.petition.item)
        assert new
        assert status.receipt is not None
        for name in status.wanted:
            store_whole(runtime, self.sender.id, str(filing.petition.item), name, files[name])
        return status.receipt

    def evaluate(self, runtime: Runtime, receipt: Receipt, last_four: str, grade: Grade, reasons: str) -> None:
        """As the petitioner does at the terminal, with the query code."""
        query = CaseQuery(query_code=receipt.query_code, last_four=last_four)
        said = Evaluation(bureau=Grade.SATISFIED, unit=grade, reasons=reasons)
        evaluate(runtime, self.sender.id, EvaluationCall(query=query, evaluation=said))

    def _sealed(self, runtime: Runtime, filing: Filing) -> dict[str, bytes]:
        petition = filing.petition
        name = recipient_set_for(petition.matter.purpose)
        keys = next(each.keys for each in runtime.keys.recipients if each.name == name)
        files = {TEXT: seal(pad_text(petition_json(petition)), keys)}
        for n, each in enumerate(petition.attachments, 1):
            files[f"{n}.age"] = seal(pad(filing.contents[each.name]), keys)
        return files

    def _signed(self, filing: Filing, files: Mapping[str, bytes]) -> SignedEnvelope:
        petition = filing.petition
        envelope = Envelope(
            item=petition.item,
            suite=SUITE,
            recipient_set=recipient_set_for(petition.matter.purpose),
            size_class=len(pad_text(petition_json(petition))),
            created=petition.created,
            terminal=self.sender.id,
            place_code=petition.matter.place.code,
            kind=petition.matter.purpose,
            parts=[
                SealedPart(name=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
                for name, content in files.items()
            ],
        ).model_dump_json()
        return SignedEnvelope(envelope=envelope, signature=sign_bytes(envelope.encode(), self.key))
