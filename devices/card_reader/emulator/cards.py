"""Text blocks of made-up cards, as their chips would hold them. No place has prefecture digits 99."""

from dataclasses import dataclass, replace

from core.id_number import check_character

SIZE = 256


def number(first17: str) -> str:
    return first17 + check_character(first17)


@dataclass(frozen=True)
class ChipText:
    """`fields`: text by offset and width in bytes. Any content is possible, so that invalid cards can be made."""

    fields: tuple[tuple[int, int, str], ...]
    new_address: str = ""

    @property
    def block(self) -> bytes:
        block = bytearray(" ".encode("utf-16-le") * (SIZE // 2))
        for offset, width, text in self.fields:
            written = text.encode("utf-16-le")[:width]
            block[offset : offset + len(written)] = written
        return bytes(block)

    def with_field(self, offset: int, width: int, text: str) -> "ChipText":
        blank = (offset, width, " " * (width // 2))
        return replace(self, fields=(*self.fields, blank, (offset, width, text)))


def resident(
    name: str = "王小满", *, address: str = "阳光省杨柳市杨柳村三组8号", valid_to: str = "长期", new_address: str = ""
) -> ChipText:
    fields = (
        (0, 30, name),
        (30, 2, "2"),
        (32, 4, "01"),
        (36, 16, "19560412"),
        (52, 70, address),
        (122, 36, number("32990119560412204")),
        (158, 30, "杨柳市公安局"),
        (188, 16, "20160312"),
        (204, 16, valid_to),
    )
    return ChipText(fields, new_address)


def permit() -> ChipText:
    """Residence permit for residents of Hong Kong, Macao and Taiwan."""
    fields = (
        (0, 30, "陈试"),
        (30, 2, "1"),
        (36, 16, "19800203"),
        (52, 70, "阳光省杨柳市晴川路1号"),
        (122, 36, number("81000019800203001")),
        (158, 30, "杨柳市公安局"),
        (188, 16, "20240101"),
        (204, 16, "20290101"),
        (220, 18, "H00000000"),
        (238, 4, "01"),
        (248, 2, "J"),
    )
    return ChipText(fields)


def foreigner() -> ChipText:
    """Foreigner's permanent residence card, form of 2017."""
    fields = (
        (0, 120, "SAMPLE, JANE"),
        (120, 2, "2"),
        (122, 30, "CAN990080010101"),
        (152, 6, "CAN"),
        (158, 30, "简试"),
        (188, 16, "20200101"),
        (204, 16, "20300101"),
        (220, 16, "19850505"),
        (236, 4, "01"),
        (240, 8, "1500"),
        (248, 2, "I"),
    )
    return ChipText(fields)


CARDS = {"resident": resident, "permit": permit, "foreigner": foreigner}
