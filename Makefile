# Every target sets up what it needs; a bare machine with Python 3.11 and make is enough.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

# Tests commit thousands of times; in memory, where the machine has such a place, nobody waits for a disk.
SCRATCH := $(firstword $(wildcard /dev/shm) $(TMPDIR) /tmp)

# The tests whose coverage is asked for.
DECIDING := tests/cards tests/conversations tests/jobs tests/rules tests/services

# Compiled code is kept, whatever the shell says: a start that compiles everything anew takes several times as long.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: install run demo test ways chaos fuzz check audit bench lock clean

# What `run` does before it runs: for a machine on which a service starts the bot.
install: $(VENV)/.run

run: $(VENV)/.run
	$(BIN)/python -m bot run

demo: $(VENV)/.run
	$(BIN)/python -m bot demo

# Watching every line costs half as much again, so only the tests of what decides are watched; they keep two cores busy.
# Most of the others start processes and wait for them: three at a time, so that a core has something to do meanwhile.
test: $(VENV)/.dev
	$(BIN)/coverage erase
	TMPDIR=$(SCRATCH) $(BIN)/coverage run -m pytest -q -n 2 --dist worksteal $(DECIDING)
	$(BIN)/coverage combine -q
	$(BIN)/coverage report --fail-under=95 --include='bot/rules/*,bot/services/*,handlers/*,jobs/*'
	TMPDIR=$(SCRATCH) $(BIN)/python -m pytest -q -n 3 --dist worksteal $(DECIDING:%=--ignore=%) tests
	for way in telegram wecom wecom-app; do \
	    TMPDIR=$(SCRATCH) $(BIN)/python -m pytest -q -n 2 --dist worksteal --way $$way --everywhere tests/conversations || exit 1; \
	done

# All dialogues over every way in, each on its platform's own wire; `test` takes the chosen ones of them.
ways: $(VENV)/.dev
	for way in telegram wecom wecom-app; do \
	    TMPDIR=$(SCRATCH) $(BIN)/python -m pytest -q -n 2 --way $$way tests/conversations || exit 1; \
	done

# Fifty times more hostile input than the tests try, other input each time.
fuzz: $(VENV)/.dev
	FUZZ=50 TMPDIR=$(SCRATCH) $(BIN)/python -m pytest -q -n 2 tests/hostile

# A thousand times killed while two hundred people answer; see docs/faults.md.
chaos: $(VENV)/.dev
	TMPDIR=$(SCRATCH) CHAOS=$(or $(CHAOS),1000) $(BIN)/python -m pytest -q -s tests/faults/test_chaos.py

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry . --no-ansi
	$(BIN)/python -m pytest -q tests/texts tests/test_house.py
	$(BIN)/python -m tests.audit

# Known vulnerabilities of what the bot is made of; says so where no service can be asked. AUDIT="-s osv" asks another one.
audit: $(VENV)/.dev
	$(BIN)/python -m tests.audit $(AUDIT)

# How fast it is: everything in one run, written into docs/performance.md. FULL=1 takes a quarter of an hour and more,
# ONLY="taps burst" measures some parts and writes nothing.
bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench $(ONLY) $(if $(FULL),--full)

# The lock files name versions and hashes, never where a package was downloaded from. What runs is what was tested.
lock: $(VENV)/.dev
	uv pip compile pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-header --quiet -o requirements-dev.txt
	uv pip compile pyproject.toml -c requirements-dev.txt --python-version 3.11 --generate-hashes --no-header --quiet -o requirements.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Jiedui needs Python 3.11 or newer; this is %s. Name one: make PYTHON=python3.11" % sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .coverage*
