"""The devices that the settings choose."""

from core.settings import Devices, packs_folder
from devices.camera.simulated import SimulatedCamera
from devices.camera.uvc import UvcCamera
from devices.card_reader.sam import SamReader
from devices.card_reader.sdtapi import SdtapiReader
from devices.card_reader.serial_link import SerialLink
from devices.card_reader.simulated import SimulatedCardReader
from devices.card_reader.usb_link import UsbLink
from devices.microphone.simulated import SimulatedMicrophone
from devices.microphone.sounddevice import SounddeviceMicrophone
from devices.ports import Camera, CardReader, Microphone, Printer, Speaker, Voice
from devices.printer.none import NoPrinter
from devices.printer.pdf import PdfPrinter
from devices.printer.spooler import SpoolerPrinter
from devices.speaker.silent import SilentSpeaker
from devices.speaker.sounddevice import SounddeviceSpeaker
from devices.voice.kokoro import KokoroVoice
from devices.voice.none import NoVoice
from devices.voice.platform import platform_voice


def microphone(devices: Devices) -> Microphone:
    if devices.microphone == "sounddevice":
        return SounddeviceMicrophone()
    return SimulatedMicrophone(devices.microphone_clip)


def camera(devices: Devices) -> Camera:
    if devices.camera == "uvc":
        return UvcCamera(devices.camera_index)
    return SimulatedCamera(devices.camera_pictures)


def card_reader(devices: Devices) -> CardReader | None:
    match devices.card_reader:
        case "serial":
            return SamReader(SerialLink(devices.card_reader_port, devices.card_reader_baud))
        case "usb":
            return SamReader(UsbLink())
        case "sdtapi":
            return SdtapiReader(devices.card_reader_library, devices.card_reader_library_port)
        case "simulated":
            return SimulatedCardReader()
        case _:
            return None


def printer(devices: Devices) -> Printer:
    if devices.printer == "spooler":
        return SpoolerPrinter(devices.printer_name)
    return PdfPrinter(devices.printer_folder) if devices.printer == "pdf" else NoPrinter()


def speaker(devices: Devices) -> Speaker:
    return SounddeviceSpeaker(devices.volume) if devices.speaker == "sounddevice" else SilentSpeaker(devices.volume)


def headphones(devices: Devices) -> Speaker | None:
    """None where the terminal has no jack: then nothing can be heard in private."""
    if devices.speaker == "silent":
        return SilentSpeaker(devices.volume)
    return SounddeviceSpeaker(devices.volume, devices.headphones) if devices.headphones else None


def voice(devices: Devices) -> Voice:
    if devices.voice == "kokoro":
        return KokoroVoice(packs_folder() / "kokoro")
    return platform_voice() if devices.voice == "platform" else NoVoice()
