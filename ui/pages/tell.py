"""Say it: the words come while one speaks, and each clause can be heard, chosen, said again or written."""

from ui.pages.speaking import SpeakingPage


class TellPage(SpeakingPage):
    name = "tell"
