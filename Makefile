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
.PHONY: test-fast setup demo demo-proxy kiosk proxy desk gateway test check shots bench freeze packages packages-check words help

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

demo: setup  ## one complaint, spoken, filed, answered: OFFLINE=1 VOICE=f.wav CARD=f.jpg PAGES="a.jpg b.jpg" SIZE=1080x1920
	@sh installers/system_packages.sh browser || true  # without it the officers' steps have no pictures
	$(PY) -m kiosk demo --out build/demo $(strip $(DEMO_WITH))

demo-proxy: setup  ## an agent files for a villager
	$(PY) -m proxy_client demo

kiosk: setup  ## the kiosk window, to practise: simulated devices, a gateway of its own
	$(PY) -m kiosk --training

proxy: setup  ## the agent's window, to practise
	$(PY) -m proxy_client --training

desk: setup  ## the officers' pages over a made-up county of 300 cases, to practise
	$(PY) -m training desk

gateway: setup  ## serve the provincial side on this machine
	$(PY) -m gateway serve

# Three parts at a time, the longest first: on two cores fewer would leave them idle while a test waits. Each has servers
# and folders of its own.
PARTS = gateway windows engines faults rest
PART_TARGETS = $(PARTS:%=test-%)
PART_gateway = tests/gateway
PART_windows = $(addprefix tests/,look proxy_client ui)
PART_engines = tests/capture
PART_faults = $(addprefix tests/,faults journeys)
PART_rest = tests $(addprefix --ignore=,$(foreach part,$(filter-out rest,$(PARTS)),$(PART_$(part))))

test: setup  ## all tests
	@sh installers/system_packages.sh test
	$(MAKE) --no-print-directory -j3 $(PART_TARGETS)

test-fast: setup  ## those tests that start no engine, no server and no other program
	$(MAKE) --no-print-directory -j3 $(PART_TARGETS) WHICH='-m fast'

.PHONY: $(PART_TARGETS)
$(PART_TARGETS): export QT_QPA_PLATFORM = offscreen

$(PART_TARGETS): test-%:
	$(PY) -m pytest $(WHICH) $(PART_$*)

check: $(INSTALLED)  ## style, types, import rule, weaknesses, licences, shape of the house
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m bandit -q -c pyproject.toml -r core devices capture trust storage sync advice agency updates doctor ui training kiosk proxy_client technician gateway installers
	$(PY) -m pip --disable-pip-version-check check
	$(PY) -m installers.audit
	$(PY) -m installers.licences build/licences.txt
	$(PY) -m pytest tests/test_house.py

shots: setup  ## every page as a picture in build/shots
	QT_QPA_PLATFORM=offscreen $(PY) -m kiosk shots --out build/shots

bench: setup  ## time, memory, smoothness; SAMPLES="folder …" measures recognition too
	$(PY) -m benchmarks $(SAMPLES)

freeze: setup  ## all programs as one folder that needs no Python, with packs: build/dist/sunlit-window
	sh installers/system_packages.sh freeze
	$(PY) -m installers.freeze --packs
	$(PY) -m installers.sizes

packages: setup  ## .deb packages in build/packages, frozen in a root of Debian 11 (as root; the first time takes an hour)
	sh installers/system_packages.sh packages
	$(PY) -m installers.packages

packages-check: $(INSTALLED)  ## installs them into clean roots of Debian 11, 12 and 13 and tries them there (as root)
	sh installers/system_packages.sh packages
	$(PY) -m installers.packages_check

PYBABEL := $(PY) -m babel.messages.frontend --quiet

words: $(INSTALLED)  ## the catalogues of sentences (resources/locale), up to what the code says now
	@mkdir -p build
	$(PYBABEL) extract --mapping resources/locale/babel.cfg --no-default-keywords --keyword _ --keyword _n:1,1 --keyword N_ \
		--add-location file --sort-output --width 120 --output build/sunlit.pot .
	$(PYBABEL) update --input build/sunlit.pot --output-dir resources/locale --domain sunlit --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date --width 120

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
