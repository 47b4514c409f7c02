# Sunlit Window · 阳光窗口. `make help` lists what can be done; every target does its own set-up.

PYTHON ?= python3
export PYTHON
PY := .venv/bin/python
INSTALLED := .venv/installed
# Beside the packs: whoever deletes them deletes this too.
MODELS := $(or $(SUNLIT_MODELS),$(HOME)/.cache/sunlit-window/models)/.fetched

# Without a screen the windows are drawn in memory.
ifeq ($(DISPLAY)$(WAYLAND_DISPLAY),)
export QT_QPA_PLATFORM ?= offscreen
endif

.DEFAULT_GOAL := help
.PHONY: test-fast test-one-side test-other-side setup demo demo-proxy kiosk proxy gateway test check shots bench freeze words help

$(INSTALLED): pyproject.toml requirements.lock installers/system_packages.sh installers/python_packages.sh
	@sh installers/system_packages.sh python run
	@sh installers/logged.sh "Making the Python environment .venv" $(PYTHON) -m venv .venv
	@sh installers/logged.sh "Installing Python packages" sh installers/python_packages.sh $(PY)
	@touch $@

$(MODELS): resources/models.toml | $(INSTALLED)
	$(PY) -m capture models fetch
	@touch $@

setup: $(INSTALLED) $(MODELS)  ## system packages, Python environment, model packs

DEMO_WITH = $(if $(filter-out 0,$(OFFLINE)),--offline) $(if $(VOICE),--voice '$(VOICE)') $(if $(CARD),--card '$(CARD)') \
	$(foreach page,$(PAGES),--page '$(page)') $(if $(SIZE),--size $(SIZE))

demo: setup  ## one complaint, spoken and filed: OFFLINE=1 VOICE=f.wav CARD=f.jpg PAGES="a.jpg b.jpg" SIZE=1080x1920
	$(PY) -m kiosk demo --out build/demo $(strip $(DEMO_WITH))

demo-proxy: setup  ## an agent files for a villager
	$(PY) -m proxy_client demo

kiosk: setup  ## the kiosk window, to practise: simulated devices, a gateway of its own
	$(PY) -m kiosk --training

proxy: setup  ## the agent's window, to practise
	$(PY) -m proxy_client --training

gateway: setup  ## serve the provincial side on this machine
	$(PY) -m gateway serve

# About half of the time: windows and engines here, servers and kills there.
SIDE = $(addprefix tests/,capture journeys look proxy_client ui)

test: setup  ## all tests
	@sh installers/system_packages.sh test
	$(MAKE) --no-print-directory -j2 test-one-side test-other-side

test-fast: setup  ## those tests that start no engine, no server process and no other program
	$(MAKE) --no-print-directory -j2 test-one-side test-other-side WHICH='-m fast'

# Half and half beside each other, each with servers and folders of its own.
test-one-side:
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest $(WHICH) $(SIDE)

test-other-side:
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest $(WHICH) tests $(addprefix --ignore=,$(SIDE))

check: $(INSTALLED)  ## style, types, import rule, weaknesses, licences, shape of the house
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m bandit -q -c pyproject.toml -r core devices capture trust storage sync agency ui training kiosk proxy_client gateway installers
	$(PY) -m pip --disable-pip-version-check check
	$(PY) -m installers.audit
	$(PY) -m installers.licences build/licences.txt
	$(PY) -m pytest tests/test_house.py

shots: setup  ## every page as a picture in build/shots
	QT_QPA_PLATFORM=offscreen $(PY) -m kiosk shots --out build/shots

bench: setup  ## time, memory, smoothness; SAMPLES="folder …" measures recognition too
	$(PY) -m benchmarks $(SAMPLES)

freeze: setup  ## the kiosk as one folder that needs no Python: build/dist/sunlit-kiosk
	sh installers/system_packages.sh freeze
	$(PY) -m installers.freeze

PYBABEL := $(PY) -m babel.messages.frontend --quiet

words: $(INSTALLED)  ## the catalogues of sentences (resources/locale), up to what the code says now
	@mkdir -p build
	$(PYBABEL) extract --mapping resources/locale/babel.cfg --no-default-keywords --keyword _ --keyword _n:1,1 --keyword N_ \
		--add-location file --sort-output --width 120 --output build/sunlit.pot .
	$(PYBABEL) update --input build/sunlit.pot --output-dir resources/locale --domain sunlit --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date --width 120

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
