"""SUNLIT_TODAY sets the clock of a training: items are filed, registered and shown on that day."""

from datetime import date
from pathlib import Path

import pytest

from core.training import TODAY
from testkit.filings import a_filing
from training.local_gateway import LocalGateway, enrolled
from training.simulation import Simulation, screen
from ui.shell.window import application
from ui.startup.bootstrap import build_station


@pytest.mark.parametrize("day", ["2027-02-16", "2024-02-29T08:30"])
def test_a_training_lives_on_that_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv(TODAY, day)
    wanted = date.fromisoformat(day[:10])
    application()
    with enrolled(tmp_path / "terminal", LocalGateway(tmp_path / "gateway")) as here:
        slip = here.submissions.accept(a_filing())
        here.engine.run_once()
        receipt = here.submissions.status(slip.item).receipt
        assert receipt and receipt.registered_at.date() == wanted
        simulation = Simulation(tmp_path / "paper", screen("1080x1920"), mute=True)
        opened = build_station(simulation.settings, here, simulation.hardware)
        assert opened.now().date() == wanted
        opened.close()
