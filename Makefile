# Needs python3 (3.11 or newer) with venv, and make. Everything else goes into .venv.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help install install-dev demo test lint types imports migrations test-sqlite test-postgres format fuzz bench clean

PORT ?= 8000
MINUTES ?= 5
# The first of these that is new enough.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install -qq --disable-pip-version-check --no-warn-script-location
# One after the other as tests/conftest.py orders them, to whoever is free; those of an xdist_group stay together. Four at
# a time on two cores too: who drives a browser mostly waits for it.
PYTEST := $(RUN) -m pytest --no-header --quiet --numprocesses 4 --dist loadgroup

# $(call requirements,EXTRA): what pyproject.toml names, a line each. Nothing has to be built for that.
requirements = $(RUN) -c "import tomllib; project = tomllib.load(open('pyproject.toml', 'rb'))['project']; \
	print(*project['dependencies'], *project['optional-dependencies'].get('$(1)', []), sep='\n')" \
	>$(VENV)/requirements.txt && $(PIP) --requirement $(VENV)/requirements.txt
heading = @printf '\n== %s\n' "$(1)"

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{ printf "make %-14s %s\n", $$1, $$2 }'

install: $(VENV)/installed  ## make .venv with what Convenor needs to run
	@:

install-dev: $(VENV)/installed-dev  ## and with what its tests need
	@:

demo:  ## serve the sample conference on this machine: make demo PORT=8000
	@[ '$(PORT)' -ge 1 ] 2>/dev/null && [ '$(PORT)' -le 65535 ] || { \
		echo "“$(PORT)” is no port. A port is a number from 1 to 65535: make demo PORT=8001" >&2; exit 1; }
	@$(MAKE) install
	@exec $(RUN) manage.py demo --port $(PORT)

# Every step as it would run alone; the first that fails ends it. What pytest counted is said once more at the end.
STEPS := lint types imports migrations test-sqlite test-postgres
test: install-dev  ## all checks, then all tests on SQLite, and what asks a database on PostgreSQL too
	@RESULTS=$$(mktemp); export RESULTS; trap 'rm -f "$$RESULTS"' EXIT; \
	for step in $(STEPS); do \
		$(MAKE) $$step || { printf '\n== Failed: %s. What comes after it was not run. Alone: make %s\n' $$step $$step; exit 1; }; \
	done; \
	printf '\n== All passed: %s\n' '$(STEPS)'; cat "$$RESULTS"

lint: install-dev  ## style: ruff
	$(call heading,Style and mistakes (ruff))
	@$(RUN) -m ruff check --quiet && $(RUN) -m ruff format --check --quiet && echo "Nothing found."

types: install-dev  ## types: mypy, strict
	$(call heading,Types (mypy))
	@$(RUN) -m mypy

imports: install-dev  ## who may import whom: import-linter
	$(call heading,Imports in one direction (import-linter))
	@$(RUN) -c 'from importlinter.cli import lint_imports_command as run; run()' --no-logo

migrations: install-dev  ## models and migrations say the same
	$(call heading,Migrations)
	@DATA_DIR=$$(mktemp -d) && export DATA_DIR && trap 'rm -rf "$$DATA_DIR"' EXIT && \
		DATABASE_URL= $(RUN) manage.py makemigrations --check --dry-run

test-sqlite: install-dev  ## all tests on SQLite; some of them: make test-sqlite ARGS="-k calendar"
	$(call heading,Tests on SQLite)
	@DATABASE_URL= $(PYTEST) $(ARGS)

test-postgres: install-dev  ## those that ask a database once more, on a PostgreSQL that it starts itself
	$(call heading,Tests on PostgreSQL: all that ask a database)
	@$(RUN) tests/postgres.py $(PYTEST) $(ARGS)

format: install-dev  ## put the code into its shape
	@$(RUN) -m ruff check --fix --quiet; $(RUN) -m ruff format

fuzz: install-dev  ## read damaged files until MINUTES are over: make fuzz MINUTES=10
	@$(RUN) -m tests.fuzz --minutes $(MINUTES)

bench: install-dev  ## measure reading, importing and serving beside their limits
	@$(RUN) -m tests.bench $(ARGS)

clean:  ## remove .venv and what tools keep; var/ with your data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Each stamp is older than pyproject.toml once that changes: then pip looks again.
$(VENV)/installed: pyproject.toml | $(RUN)
	@echo "Installing what Convenor needs into $(VENV) (about a minute) ..."
	@$(call requirements,none)
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(RUN)
	@echo "Installing what Convenor and its tests need into $(VENV) (about two minutes) ..."
	@$(call requirements,dev)
	@touch $(VENV)/installed $@

$(RUN):
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Convenor needs Python 3.11 or newer, and finds none. If it has another name: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) comes without venv. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
