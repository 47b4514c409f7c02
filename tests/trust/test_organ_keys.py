"""The discipline organ's file opens and signs, and its signature is believed for its purpose only."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.wire import OrganKeys, SignedText
from trust.age_header import MOST_KEYS
from trust.keys import AgeKey, SigningKey
from trust.organ_keys import OrganIdentity, self_signed_statement, verified_statement
from trust.seal import seal, sealable
from trust.sign import sign_bytes

THEIRS = OrganIdentity.generate()
SIGNED = THEIRS.signed_statement()
TEXTS = st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1"))


def test_it_is_read_as_it_was_written() -> None:
    assert OrganIdentity.read(THEIRS.text) == THEIRS
    renewed = THEIRS.renewed(fresh_key=True)
    assert OrganIdentity.read(renewed.text + "\n") == renewed
    assert (renewed.ages[1:], renewed.signing, renewed.number) == (THEIRS.ages, THEIRS.signing, 1)


def test_an_age_identity_of_its_own_signs_nothing_until_it_is_renewed() -> None:
    own = AgeKey.generate()
    theirs = OrganIdentity.read(f"# created: 2026-01-01\n# public key: {own.recipient}\n{own.identity}\n")
    assert (theirs.ages, theirs.signing, theirs.signed_statement()) == ((own,), None, None)
    assert theirs.renewed(fresh_key=False).signed_statement()


@given(TEXTS)
def test_what_is_no_identity_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError):
        OrganIdentity.read(text)


@pytest.mark.skipif(not shutil.which("age"), reason="Debian's age is not installed")
def test_debians_age_takes_the_file(tmp_path: Path) -> None:
    (tmp_path / "identity").write_text(THEIRS.text)
    (tmp_path / "sealed").write_bytes(seal(b"accused", [THEIRS.ages[0].recipient]))
    words = ["age", "-d", "-i", str(tmp_path / "identity"), str(tmp_path / "sealed")]
    assert subprocess.run(words, capture_output=True, check=True).stdout == b"accused"


def test_a_statement_is_its_signers_alone() -> None:
    assert SIGNED and THEIRS.signing
    public = self_signed_statement(SIGNED)
    assert public and verified_statement(SIGNED, THEIRS.signing.public) == public
    assert verified_statement(SIGNED, SigningKey.generate().public) is None and verified_statement(SIGNED, "") is None
    other = SIGNED.model_copy(update={"text": SIGNED.text.replace('"number":0', '"number":9')})
    assert self_signed_statement(other) is None and verified_statement(other, THEIRS.signing.public) is None


def test_what_it_signed_for_another_purpose_is_no_statement() -> None:
    assert SIGNED and THEIRS.signing
    bare = SIGNED.model_copy(update={"signature": sign_bytes(SIGNED.text.encode(), THEIRS.signing)})
    assert self_signed_statement(bare) is None


@given(TEXTS, TEXTS, TEXTS)
def test_nonsense_is_nobodys(text: str, signature: str, key: str) -> None:
    said = SignedText(text=text, signature=signature[:120])
    assert self_signed_statement(said) is None and verified_statement(said, key) is None


def test_what_can_be_sealed_for() -> None:
    one = AgeKey.generate().recipient
    assert sealable([one]) and sealable([one] * MOST_KEYS)
    for keys in ([], [""], ["age1"], [one, "age1nonsense"], [one.upper() + "x"], [one] * (MOST_KEYS + 1)):
        assert not sealable(keys)


@pytest.mark.parametrize("key", ["age1 x", "age1" + "q" * 57 + " ", "", "AGE1" + "q" * 58])
def test_no_blank_gets_into_what_a_fingerprint_is_of(key: str) -> None:
    with pytest.raises(ValueError, match="keys"):
        OrganKeys(keys=[key])
