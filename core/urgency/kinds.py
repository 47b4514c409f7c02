"""The kinds of urgency, in the order in which they are shown: the most dangerous first."""

from enum import StrEnum


class UrgencyKind(StrEnum):
    LIFE = "life"
    FIRE = "fire"
    SELF_HARM = "self-harm"
    VIOLENCE = "violence"
    CHILD = "child"
    HEALTH = "health"
    STREET = "street"
    NO_POWER = "no-power"
    NO_WATER = "no-water"
    NO_HEATING = "no-heating"
    WAGES = "wages"
