from uuid import RFC_4122, uuid4

from core.claim import fresh, has_claim, holds, item_of


def test_an_id_is_that_of_its_claim_and_of_no_other() -> None:
    claim = fresh()
    item = item_of(claim)
    assert (item.version, item.variant) == (8, RFC_4122)
    assert has_claim(item) and item == item_of(claim)
    assert holds(claim.hex(), item)
    for wrong in (fresh().hex(), "", "zz", claim.hex()[:-2], None):
        assert not holds(wrong, item)


def test_ids_of_the_version_before_have_none() -> None:
    assert not has_claim(uuid4()) and not holds(fresh().hex(), uuid4())


def test_the_form_stays_as_it_is() -> None:
    """Terminals keep claims for months."""
    assert str(item_of(bytes(32))) == "47ab76b3-5ae6-8fe8-8ec8-90f5748652e1"
