"""Trees of organs: one that is told in full, and any that a list may hold."""

from hypothesis import strategies as st

from gateway.staff.organs import Organ, OrganKind, OrganTree

PROVINCE = (
    Organ("js", "江苏省信访局", OrganKind.BUREAU, None, ("32",)),
    Organ("nj", "南京市信访局", OrganKind.BUREAU, "js", ("3201",)),
    Organ("jn", "江宁区信访局", OrganKind.BUREAU, "nj", ("320115",)),
    Organ("jn-water", "江宁区水务局", OrganKind.UNIT, "jn"),
    Organ("jn-roads", "江宁区交通运输局", OrganKind.UNIT, "jn"),
    Organ("nj-water", "南京市水务局", OrganKind.UNIT, "nj"),
    Organ("old-water", "江宁区水利局", OrganKind.UNIT, "jn", (), "jn-water", False),
    Organ("js-discipline", "江苏省纪委监委", OrganKind.DISCIPLINE, "js"),
    Organ("jn-discipline", "江宁区纪委监委", OrganKind.DISCIPLINE, "jn"),
)


@st.composite
def trees(draw: st.DrawFn) -> OrganTree:
    """A tree of up to thirty organs in any shape, some of which were merged into others."""
    count = draw(st.integers(1, 30))
    organs = [Organ("o0", "o0", OrganKind.BUREAU, None, ("32",))]
    for n in range(1, count):
        above = draw(st.sampled_from([each.id for each in organs if each.active]))
        kind = draw(st.sampled_from(OrganKind))
        merged = draw(st.booleans()) and draw(st.booleans())
        organs.append(Organ(f"o{n}", f"o{n}", kind, above, (), above if merged else None, not merged))
    return OrganTree(organs)
