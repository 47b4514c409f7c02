"""Builds a Station: the one place where settings become devices, engines and task doors."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from time import monotonic

import capture.card
import capture.handwriting
import capture.page
import capture.speech
from capture import pinyin
from core import places, training
from core.draft import Draft
from core.language import _
from core.problems import Problem, SimulatorsRefused
from core.settings import Settings
from devices import configured
from devices.ports import Camera, CardReader, Microphone, Printer, Speaker, Voice
from devices.voice.cached import CachedVoice
from sync.terminal import Terminal
from ui.background.engines import Engines
from ui.background.tasks import TaskRunner
from ui.base.card_reminder import GIVE_IT_BACK, TAKE_IT
from ui.base.input_preference import InputPreference
from ui.base.page_words import all_words, questions, words
from ui.base.presence import Presence
from ui.base.station import Station
from ui.camera.device_stream import DeviceStream
from ui.identity.spoken_names import notes
from ui.narrative.oral_record import record
from ui.platform.province import Province
from ui.platform.sync_facade import SyncFacade
from ui.speech.dictation import Dictation
from ui.speech.speech_output import SpeechOutput
from ui.theme.tokens import Theme

BEHIND_THE_WINDOW = 5
VOICE_VERSION = 1
"""Increase it when the same words are to sound different: another reading, another pace."""


@dataclass(frozen=True)
class Hardware:
    """The devices of a terminal."""

    microphone: Microphone
    camera: Camera
    reader: CardReader | None
    printer: Printer
    loud: Speaker
    headphones: Speaker | None


def hardware(settings: Settings) -> Hardware:
    devices = settings.devices
    return Hardware(
        microphone=configured.microphone(devices),
        camera=configured.camera(devices),
        reader=configured.card_reader(devices),
        printer=configured.printer(devices),
        loud=configured.speaker(devices),
        headphones=configured.headphones(devices),
    )


def task_runner(workers: int) -> TaskRunner:
    return TaskRunner(ThreadPoolExecutor(workers, thread_name_prefix="task", initializer=lower_priority))


def lower_priority() -> None:
    """Lowers the calling thread's priority below the window's; on Linux each thread has its own niceness."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND_THE_WINDOW)


def build_station(settings: Settings, terminal: Terminal, parts: Hardware) -> Station:
    tasks = task_runner(4)
    reading = task_runner(1)
    province = Province(terminal.feed.bulletin, settings)
    engines = Engines(reading, engine_loaders(lambda: province.settings))
    voice = voice_of(settings, terminal.home / "spoken")
    return Station(
        settings=settings,
        theme=Theme(settings.screen),
        tasks=tasks,
        reading=reading,
        engines=engines,
        camera=DeviceStream(parts.camera),
        reader=DeviceStream(parts.reader) if parts.reader else None,
        dictation=Dictation(parts.microphone, engines, tasks),
        speech_output=SpeechOutput(task_runner(1), voice, parts.loud, parts.headphones, settings.devices.volume),
        printer=parts.printer,
        sync=SyncFacade(terminal),
        province=province,
        presence=Presence(province.settings.visit, monotonic),
        now=training.clock(local_now) if terminal.training else local_now,
        input_preference=InputPreference(),
        training=terminal.training,
        settings_problems=() if terminal.training else settings_problems(settings),
    )


def local_now() -> datetime:
    return datetime.now().astimezone()


def settings_problems(settings: Settings) -> tuple[Problem, ...]:
    simulators = settings.devices.simulators
    return (SimulatorsRefused(simulators),) if simulators else ()


def warm_up(here: Station) -> None:
    """Loads, behind the first page, the engines, then what the voice will say."""
    here.engines.settled.connect(here.speech_output.prepare)
    here.engines.load()


def engine_loaders(settings: Callable[[], Settings]) -> dict[str, Callable[[], object]]:
    """Returns the loaders in the order a visit needs them. Cards are read with the pages' engines. The tables are
    loaded so that the first key does not wait."""
    pages = cache(capture.page.reader)
    return {
        "cards": lambda: capture.card.scanner(pages()),
        "speech": lambda: capture.speech.engine(settings().speech),
        "meaning": _meaning,
        "pages": pages,
        "pen": capture.handwriting.reader,
        "tables": _tables,
    }


def _meaning() -> object:
    from advice.urgency import loaded  # behind the first page

    return loaded()


def _tables() -> object:
    """Loads the tables, so that the first key and the first sentence do not wait."""
    return pinyin.candidates("a"), places.provinces(), record(Draft()), notes(Draft())


def voice_of(settings: Settings, folder: Path) -> Callable[[], Voice]:
    """Returns a function that loads the voice when it first speaks. The voice makes fixed sentences once and keeps them
    in `folder`."""
    devices = settings.devices
    key = f"{devices.voice}|{devices.voice_timbre}|{VOICE_VERSION}"
    return cache(lambda: CachedVoice(configured.voice(devices), fixed_words(), folder, key))


def fixed_words() -> list[str]:
    """Returns the texts whose sound can be made ahead: pages, questions, and how composed sentences begin."""
    from ui.pages import (  # behind the first page
        ask,
        card_query,
        consent,
        evaluate,
        grade_question,
        review,
        speaking,
        submit,
    )

    return [
        *(page.spoken for page in map(words, all_words())),
        _(TAKE_IT),
        _(GIVE_IT_BACK),
        _(consent.FOR_PRINCIPAL),
        _(review.OPENING),
        submit.spoken(),
        *(question.spoken for question in questions().values()),
        _("{done}。{done_hint}").format(done=_(ask.DONE), done_hint=_(ask.DONE_HINT)),
        *(_(each) for each in (speaking.MARKED, speaking.CHANGED, speaking.UNHEARD)),
        _(card_query.NONE_FOUND),
        *(_(sentence) for _face, sentence in grade_question.FACES.values()),
        *(_(each) for each in (evaluate.CHOOSE, grade_question.NOT_SURE, grade_question.CONFIRM)),
    ]
