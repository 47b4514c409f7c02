"""The style sheet, made from the tokens. Widgets choose their look by the dynamic property `kind`."""

from collections.abc import Callable, Mapping
from string import Template

SHEET = Template("""
* { font-family: "$family"; color: $ink; outline: 0; }
#shell, #page { background: $paper; border: 0; }
QScrollArea, #scrolled { background: transparent; border: 0; }
QLabel { background: transparent; font-size: ${body}px; }
QLabel[kind="display"] { font-size: ${display}px; font-weight: bold; }
QLabel[kind="title"] { font-size: ${title}px; font-weight: bold; }
QLabel[kind="lead"] { font-size: ${lead}px; color: $quiet_ink; }
QLabel[kind="small"] { font-size: ${small}px; color: $quiet_ink; }
QLabel[step="now"] { color: $primary; font-weight: bold; border-bottom: ${bar}px solid $sun; }
QLabel[step="done"] { color: $ink; border-bottom: ${bar}px solid $primary; }
QLabel[step] { padding-bottom: ${hair}px; }
QLabel[step="coming"] { border-bottom: ${bar}px solid $line; }
QLabel[kind="label"] { font-size: ${body}px; color: $quiet_ink; }
QLabel[kind="strong"] { font-size: ${lead}px; font-weight: bold; }
QLabel[kind="hint"] { font-size: ${body}px; font-weight: bold; color: $alarm; }
QLabel[kind="told"] { font-size: ${lead}px; }
QLabel[kind="coming"] { font-size: ${lead}px; color: $quiet_ink; }
QLabel[kind="number"] { font-size: ${title}px; font-weight: bold; color: $primary; }
QLabel[kind="notice"] { font-size: ${body}px; background: $sun_soft; border-radius: ${radius}px; padding: ${gap}px; }
QLabel[kind="alarm"] { font-size: ${body}px; background: $alarm_soft; color: $alarm; border-radius: ${radius}px;
    padding: ${gap}px; }
QLabel[kind="good"] { font-size: ${body}px; background: $good_soft; color: $good; border-radius: ${radius}px;
    padding: ${gap}px; }
QFrame[kind="card"] { background: $surface; border: 2px solid $line; border-radius: ${radius}px; }
QFrame[kind="sheet"] { background: $surface; border: 3px solid $primary; border-radius: ${radius}px; }
QFrame[kind="sunny"] { background: $sun_soft; border: 0; border-radius: ${radius}px; }
#header { background: $surface; border-bottom: 3px solid $sun; }
#footer { background: $surface; border-top: 2px solid $line; }
QLabel[kind="status"] { font-size: ${small}px; color: $quiet_ink; padding: 0 ${gap}px; }
QMenuBar { font-size: ${small}px; background: $surface; color: $ink; border-bottom: 1px solid $line; }
QMenuBar::item { padding: ${hair}px ${gap}px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $primary_soft; }
QMenu { font-size: ${small}px; background: $surface; color: $ink; border: 1px solid $edge; padding: ${hair}px; }
QMenu::item { padding: ${bar}px ${margin}px; }
QMenu::item:selected { background: $primary; color: $on_primary; }
QMenu::item:disabled { color: $off_ink; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: ${hair}px ${gap}px; }
QStatusBar { font-size: ${small}px; background: $surface; color: $ink; border-top: 1px solid $line; }
QStatusBar::item { border: 0; }
QToolTip { font-size: ${small}px; background: $surface; color: $ink; border: 1px solid $edge; padding: ${hair}px; }
QPushButton { font-size: ${button}px; min-height: ${control}px; min-width: ${control}px; border-radius: ${radius}px;
    padding: 0 ${gap}px; background: $surface; border: 3px solid $primary; color: $primary; }
QPushButton:pressed { background: $primary_soft; }
QPushButton:focus { border: 5px solid $doubt; }
QPushButton:checked { background: $primary_soft; border: 5px solid $primary; font-weight: bold; }
QPushButton:disabled { color: $off_ink; border-color: $line; background: $paper; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; font-weight: bold; padding: 0 ${margin}px; }
QPushButton[kind="primary"]:pressed { background: $primary_pressed; }
QPushButton[kind="primary"]:disabled { background: $off; color: $off_ink; border-color: $off; }
QPushButton[kind="quiet"] { padding: 0 ${hair}px; background: transparent; border: 2px solid transparent; color: $ink; }
QPushButton[kind="quiet"]:pressed { background: $primary_soft; }
QPushButton[kind="quiet"]:checked { background: $sun_soft; border: 3px solid $sun; }
QPushButton[kind="alarm"] { border-color: $alarm; color: $alarm; }
QPushButton[kind="choice"] { padding: 0; border: 2px solid $edge; color: $ink; }
QPushButton[kind="choice"]:pressed { background: $primary_soft; border-color: $primary; }
QPushButton[kind="choice"]:checked { background: $primary_soft; border: 5px solid $primary; }
QPushButton[kind="key"] { padding: 0; border: 2px solid $edge; color: $ink; font-size: ${lead}px;
    min-width: ${key}px; }
QPushButton[kind="digit"] { padding: 0; border: 2px solid $edge; color: $ink; font-size: ${figure}px;
    min-height: ${digit}px; }
QPushButton[kind="digit"]:pressed { background: $primary_soft; border-color: $primary; }
QPushButton[kind="door"] { background: $primary; border: 0; border-radius: ${margin}px; }
QPushButton[kind="door"]:pressed { background: $primary_pressed; }
QPushButton[kind="door"]:focus { border: 5px solid $doubt; }
QPushButton[kind="door"] QLabel { color: $on_primary; }
QPushButton[kind="key"]:pressed { background: $primary_soft; border-color: $primary; }
QPushButton[kind="microphone"] { border: 0; padding: 0; background: transparent; }
QPushButton[kind="clause"] { padding: 0; border: 2px solid $line; background: $paper; }
QPushButton[kind="clause"]:pressed { background: $primary_soft; border-color: $primary; }
QPushButton[kind="clause"]:disabled { border-color: transparent; background: transparent; }
QPushButton[kind="clause"]:focus { border: 5px solid $doubt; }
QPushButton[kind="field"] { text-align: left; padding: 0 ${gap}px; border: 2px solid $edge; color: $ink;
    font-size: ${lead}px; }
QPushButton[kind="field"][doubtful="true"] { border: 4px solid $sun; background: $sun_soft; }
QPushButton[kind="choice"]:focus, QPushButton[kind="quiet"]:focus, QPushButton[kind="key"]:focus,
QPushButton[kind="digit"]:focus, QPushButton[kind="field"]:focus, QPushButton:checked:focus,
QPushButton[kind="choice"]:checked:focus, QPushButton[kind="quiet"]:checked:focus { border: 5px solid $doubt; }
QPlainTextEdit:focus, QTextEdit:focus { border: 4px solid $doubt; }
QPlainTextEdit, QTextEdit { font-size: ${lead}px; background: $surface; border: 2px solid $edge;
    border-radius: ${radius}px; padding: ${gap}px; selection-background-color: $primary; }
QTableView { font-size: ${body}px; background: $surface; alternate-background-color: $paper; border: 2px solid $line;
    border-radius: ${hair}px; color: $ink; }
QTableView:focus { border-color: $primary; }
QTableView::item { padding: 0 ${bar}px; border: 0; }
QTableView::item:selected { background: $primary_soft; color: $ink; border-top: 2px solid $primary;
    border-bottom: 2px solid $primary; }
QTableView::item:focus { border: 3px solid $sun; }
QTreeView { font-size: ${body}px; background: $surface; border: 2px solid $line; border-radius: ${hair}px;
    color: $ink; }
QTreeView:focus { border-color: $primary; }
QTreeView::branch { image: none; border-image: none; }
QTreeView::item { min-height: ${row}px; border: 0; }
QTreeView::item:selected { background: $primary_soft; color: $ink; border-top: 2px solid $primary;
    border-bottom: 2px solid $primary; }
QComboBox { font-size: ${lead}px; background: $surface; border: 2px solid $line; border-radius: ${radius}px;
    padding: 0 ${gap}px; color: $ink; }
QComboBox:focus { border: 4px solid $sun; }
QComboBox::drop-down { border: 0; width: ${control}px; }
QComboBox::down-arrow { image: none; }
QComboBox:disabled { color: $off_ink; background: $paper; }
QComboBox QAbstractItemView { font-size: ${lead}px; background: $surface; border: 2px solid $edge; color: $ink; }
QComboBox QAbstractItemView::item { min-height: ${row}px; padding: 0 ${gap}px; }
QComboBox QAbstractItemView::item:selected { background: $primary_soft; color: $ink; border: 3px solid $primary; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { font-size: ${body}px; background: $surface; color: $quiet_ink; border: 0;
    border-bottom: 3px solid $sun; padding: 0 ${bar}px; }
QHeaderView::section:pressed { background: $primary_soft; }
QScrollBar:vertical { width: ${scroll}px; background: $paper; border: 0; }
QScrollBar::handle:vertical { background: $line; border-radius: ${radius}px; min-height: ${control}px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QProgressBar { background: $line; border: 0; border-radius: ${bar}px; max-height: ${thick}px; min-height: ${thick}px; }
QProgressBar::chunk { background: $sun; border-radius: ${bar}px; }
""")


def stylesheet(colour: Mapping[str, str], length: Callable[[str], int], text: Callable[[str], int], family: str) -> str:
    sizes = {name: text(name) for name in ("display", "title", "lead", "body", "button", "small")}
    lengths = {name: length(name) for name in ("control", "gap", "margin", "radius")}
    gap = lengths["gap"]
    return SHEET.substitute(
        colour,
        family=family,
        digit=gap * 6,
        figure=gap * 4,
        key=lengths["control"] - 4,
        scroll=gap * 2,
        bar=gap // 2,
        hair=gap // 4,
        thick=gap,
        row=gap * 4,
        **sizes,
        **lengths,
    )
