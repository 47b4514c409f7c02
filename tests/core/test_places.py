from hypothesis import given
from hypothesis import strategies as some

from core.places import Place, children, divisions, lineage, locate, name_path, place, provinces


def names(code: str) -> list[str]:
    return [division.name for division in children(code)]


def test_thirty_one_provinces() -> None:
    assert len(provinces()) == 31
    assert provinces()[0].name == "北京市"


def test_down_to_the_county() -> None:
    assert "南京市" in names("320000")
    assert "江宁区" in names("320100")
    assert names("320115") == []


def test_a_municipality_has_its_districts_directly() -> None:
    assert "朝阳区" in names("110000")
    assert {"渝中区", "城口县"} <= set(names("500000"))


def test_counties_under_a_province_stand_beside_its_cities() -> None:
    assert {"武汉市", "仙桃市"} <= set(names("420000"))


def test_a_city_without_counties_ends_the_way() -> None:
    assert names("441900") == names("620200") == []


def test_the_full_name() -> None:
    assert name_path("320115") == "江苏省南京市江宁区"
    assert name_path("110105") == "北京市朝阳区"
    assert place("429004", "陈场镇") == Place(code="429004", name="湖北省仙桃市", detail="陈场镇")


def test_every_division_can_be_reached_and_is_found_by_its_name() -> None:
    for code in divisions():
        assert lineage(code)[0] in provinces()
        found = locate(name_path(code) + "幸福村8号")
        assert found is not None and name_path(found.code) == name_path(code)


def test_an_address_may_leave_a_level_out() -> None:
    assert locate("河南省固始县城关镇") == lineage("411525")[-1]
    assert locate("南京市江宁区东山街道") == lineage("320115")[-1]
    assert locate("幸福村8号") is None


@given(some.text(alphabet="江苏省南京市江宁区北县 村1", max_size=30))
def test_any_text_is_located_or_not(text: str) -> None:
    found = locate(text)
    assert found is None or found.code in divisions()
