"""The small window of the lessons, beside the one that is practised in."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from core.language import _
from core.problems import Problem
from core.sentences import sentence_of
from core.settings import Screen
from training.lessons.course import Course
from training.lessons.lesson import Lesson, lessons
from ui.theme.tokens import Theme

WIDTH = 460
"""Pixels: beside a laptop's window, and still two columns of words wide."""


class LessonPanel(QWidget):
    def __init__(self, course: Course, screen: Screen) -> None:
        super().__init__()
        self.setWindowTitle(_("练一练"))
        self.setMinimumWidth(WIDTH)
        self.setFont(Theme(screen).font("body"))
        self._course, self._lessons = course, lessons()
        self.list = QListWidget()
        self.list.setAccessibleName(_("练一练"))
        self.story, self.steps, self.word = _text(), _text(), _text()
        self.start, self.look = QPushButton(_("开始练")), QPushButton(_("看看做对没有"))
        self.network = QPushButton(_("接上网"))
        self.folder = _text()
        self.folder.setText(_("练习用的文件夹：{folder}").format(folder=course.practice.desktop))
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._show())
        self.start.clicked.connect(self._begin)
        self.look.clicked.connect(self._check)
        self.network.clicked.connect(self._join)
        self.list.addItems([self._line(each) for each in self._lessons])
        self.list.setCurrentRow(0)

    @property
    def lesson(self) -> Lesson:
        return self._lessons[self.list.currentRow()]

    def _lay_out(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        for button in (self.start, self.look, self.network):
            row.addWidget(button)
        column.addWidget(self.list, 1)
        column.addWidget(self.story)
        column.addWidget(self.steps)
        column.addLayout(row)
        column.addWidget(self.word)
        column.addWidget(self.folder)

    def _line(self, lesson: Lesson) -> str:
        number = self._lessons.index(lesson) + 1
        state = _("做对了") if self._course.progress.is_done(lesson.id) else _("没做")
        return _("{number}. {title}（{state}）").format(number=number, title=lesson.title, state=state)

    def _show(self) -> None:
        self.story.setText(self.lesson.story)
        self.steps.setText("\n".join(f"{number}. {step}" for number, step in enumerate(self.lesson.steps, 1)))
        self.word.setText("")
        self._refresh()

    def _refresh(self) -> None:
        self.network.setVisible(self._course.practice.network.is_cut)
        self.list.currentItem().setText(self._line(self.lesson))

    def _begin(self) -> None:
        with self._told():
            self._course.begin(self.lesson.id)
            self.word.setText(_("准备好了，到大窗口里做吧。"))

    def _check(self) -> None:
        with self._told():
            missing = self._course.missing(self.lesson.id)
            self.word.setText(_("请先按“开始练”。") if missing is None else missing or _("做对了。"))

    def _join(self) -> None:
        with self._told():
            self._course.join()
            self.word.setText(_("网接上了。"))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Says what went wrong, in the panel itself."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            yield
        except Problem as problem:
            self.word.setText(sentence_of(problem))
        finally:
            QGuiApplication.restoreOverrideCursor()
            self._refresh()


def _text() -> QLabel:
    text = QLabel()
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setWordWrap(True)
    return text
