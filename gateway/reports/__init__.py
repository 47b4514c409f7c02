"""Figures over cases: rates, each of which opens to the list it was counted from, and checks of the record."""
