from uuid import RFC_4122, uuid4

from core.claim import has_claim, item_id_of, new_claim, proves


def test_an_id_is_that_of_its_claim_and_of_no_other() -> None:
    claim = new_claim()
    item = item_id_of(claim)
    assert (item.version, item.variant) == (8, RFC_4122)
    assert has_claim(item) and item == item_id_of(claim)
    assert proves(claim.hex(), item)
    for wrong in (new_claim().hex(), "", "zz", claim.hex()[:-2], None):
        assert not proves(wrong, item)


def test_ids_of_the_version_before_have_none() -> None:
    assert not has_claim(uuid4()) and not proves(new_claim().hex(), uuid4())


def test_the_form_stays_as_it_is() -> None:
    """The format must not change: terminals keep claims for months."""
    assert str(item_id_of(bytes(32))) == "47ab76b3-5ae6-8fe8-8ec8-90f5748652e1"
