"""The devices that the settings choose. Simulators are not among them; training creates its own."""

from core.home import packs_folder
from core.settings import Devices
from devices.absent import AbsentSpeaker, NoPrinter, NoVoice, no_camera, no_microphone
from devices.camera.uvc import UvcCamera
from devices.card_reader.sam import SamReader
from devices.card_reader.sdtapi import SdtapiReader
from devices.card_reader.serial_link import SerialLink
from devices.card_reader.usb_link import UsbLink
from devices.microphone.sounddevice import SounddeviceMicrophone
from devices.ports import Camera, CardReader, Microphone, Printer, Speaker, Voice
from devices.printer.pdf import PdfPrinter
from devices.printer.spooler import SpoolerPrinter
from devices.speaker.sounddevice import SounddeviceSpeaker
from devices.voice.kokoro import KokoroVoice
from devices.voice.platform import platform_voice


def microphone(devices: Devices) -> Microphone:
    return SounddeviceMicrophone() if devices.microphone == "sounddevice" else no_microphone()


def camera(devices: Devices) -> Camera:
    return UvcCamera(devices.camera_index) if devices.camera == "uvc" else no_camera()


def card_reader(devices: Devices) -> CardReader | None:
    match devices.card_reader:
        case "serial":
            return SamReader(SerialLink(devices.card_reader_port, devices.card_reader_baud))
        case "usb":
            return SamReader(UsbLink())
        case "sdtapi":
            return SdtapiReader(devices.card_reader_library, devices.card_reader_library_port)
        case _:
            return None


def printer(devices: Devices) -> Printer:
    if devices.printer == "spooler":
        return SpoolerPrinter(devices.printer_name)
    if devices.printer == "pdf" and devices.printer_folder:
        return PdfPrinter(devices.printer_folder)
    return NoPrinter()


def speaker(devices: Devices) -> Speaker:
    return SounddeviceSpeaker(devices.volume) if devices.speaker == "sounddevice" else AbsentSpeaker()


def headphones(devices: Devices) -> Speaker | None:
    """Returns the headphones; None if the terminal has no jack, so that nothing can be heard in private."""
    there = devices.speaker == "sounddevice" and devices.headphones
    return SounddeviceSpeaker(devices.volume, devices.headphones) if there else None


def voice(devices: Devices) -> Voice:
    """Returns the voice; None if there is no speaker."""
    if devices.speaker != "sounddevice":
        return NoVoice()
    if devices.voice == "kokoro":
        return KokoroVoice(packs_folder() / "kokoro", devices.voice_timbre)
    return platform_voice() if devices.voice == "platform" else NoVoice()
