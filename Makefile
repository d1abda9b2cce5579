# One command for each job. Needs Python 3.11 or newer and make; everything else goes into .venv.
SHELL := bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
AXE := $(VENV)/axe/package/axe.min.js
# A process for each core; what a file's tests share is made once.
AT_ONCE := --numprocesses auto --dist loadfile
DEMO := tests/data/portal_beispiel.csv

.PHONY: install demo test check review browser test-all fault lock clean debian

## install: the program with exactly the locked packages
install: $(VENV)/core.stamp

## demo: score the bundled export and explain three messages
demo: $(VENV)/core.stamp
	scripts/demo.sh $(BIN)/postfach-triage $(DEMO)

## test: the tests, with nothing but Python and make, in under three minutes
test: $(VENV)/test.stamp
	$(BIN)/python -m pytest -m "not slow" $(AT_ONCE)

## check: format, lint, types, floors, tests
check: $(VENV)/all.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -m "not slow" $(AT_ONCE)
	$(BIN)/python -m pytest -m slow
	$(BIN)/python -m pytest tests/review

## review: add the design system KERN to the page (npm); without it the page has its own style
review: $(VENV)/all.stamp
	scripts/add_kern.sh $(BIN)

## browser: the page in Debian's Chromium, on SQLite and on a PostgreSQL of its own
browser: debian $(VENV)/all.stamp $(AXE)
	$(BIN)/python -m pytest tests/browser $(AT_ONCE)
	$(BIN)/python -m pytest tests/review --database postgresql
	$(BIN)/python -m pytest tests/browser --database postgresql $(AT_ONCE)

## test-all: check, the page in a browser, some faults, the committed model trained again, the wheel elsewhere
test-all: check browser
	$(BIN)/python -m pytest tests/faults --short
	$(BIN)/python -m pytest tests/retraining
	scripts/test_wheel.sh $(BIN)/python

## fault: kills, full disks, damaged files, dying workers, a thousand broken exports
fault: $(VENV)/all.stamp
	$(BIN)/python -m pytest tests/faults

## lock: pin every package anew, with hashes and without addresses
lock: $(VENV)/all.stamp
	scripts/lock.sh $(BIN)/pip-compile

## clean: remove the environment and what was built
clean:
	rm -rf $(VENV) build dist

# Chromium and PostgreSQL, when they are missing.
debian:
	scripts/debian_packages.sh

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# --no-build-isolation: setuptools comes from the lock file, not from the network unchecked.
$(VENV)/core.stamp: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test.stamp: requirements-test.lock $(VENV)/core.stamp
	$(PIP) --require-hashes -r requirements-test.lock
	touch $@

$(VENV)/all.stamp: requirements-all.lock $(VENV)/core.stamp
	$(PIP) --require-hashes -r requirements-all.lock
	touch $@

# Never committed: the accessibility checker is fetched for the tests alone.
$(AXE): | debian $(VENV)/all.stamp
	scripts/npm_file.sh $(BIN) axe-core 4.14.1 \
		e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745 $(VENV)/axe
