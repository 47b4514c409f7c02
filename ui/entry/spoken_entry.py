"""Pads that turn speech into a value: a name, a number, an address, or plain words."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from capture.sound_matching import corrected
from capture.spelled import hear_name
from capture.spoken_digits import heard_number
from core.language import N_, _
from ui.entry.name_choices import NameChoices
from ui.entry.speaking_pad import SpeakingPad

NO_NUMBER = N_("没有听出号码，请一个数字一个数字地念。")
NO_NAME = N_("没有听出名字，请再说一遍。")
CHOOSE = N_("哪个字不对，按一下那个字，再选对的。")


class SpokenWordsPad(SpeakingPad):
    hint = N_("按下面的按钮，说出来，我来写。")

    def take(self, said: str) -> None:
        self.wrote.emit(said)


class SpokenAddressPad(SpeakingPad):
    """Takes an address; names of divisions around the terminal are corrected by their sound."""

    hint = N_("请说住址，从县、乡镇说到村、组。")

    def take(self, said: str) -> None:
        self.wrote.emit(corrected(said, self._station.settings.terminal.place_code))


class SpokenNumberPad(SpeakingPad):
    """Takes a number, spoken whole or corrected at the place that was named."""

    hint = N_("请一个数字一个数字地念。念错了，就说“不对”，再念。")
    with_x: ClassVar[bool] = False

    def take(self, said: str) -> None:
        number = heard_number(said, self._written(), with_x=self.with_x)
        if number:
            self.replaced.emit(number)
        else:
            self.words.setText(_(NO_NUMBER))


class SpokenIdNumberPad(SpokenNumberPad):
    with_x = True


class SpokenNamePad(SpeakingPad):
    """Takes a name, spelled or not; each character can be exchanged for another of its sound."""

    hint = N_("请说姓名，也可以说是哪个字，比如：我叫章建国，立早章，建设的建。")

    def build_choices(self) -> QWidget:
        self._names = NameChoices(self._station.theme)
        self._names.changed.connect(self.replaced)
        return self._names

    def take(self, said: str) -> None:
        name = hear_name(said)
        self._names.show_name(name)
        self._names.setVisible(bool(name.text))
        if name.text:
            self.words.setText(_(CHOOSE))
            self.replaced.emit(name.text)
        else:
            self.words.setText(_(NO_NAME))
