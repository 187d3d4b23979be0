# make run    the autumn-2020 war, fought and told
# make study  would an initiative of Kazakhstan have stopped it? tables and figure; minutes
# make bench  how fast both engines are, into docs/performance.md; minutes
# make test   the whole suite
# make lint   style and types
# make clean  away with the environment and caches; results stay

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: run study bench test lint clean

run: $(VENV)/installed
	$(BIN)/sim run karabakh-2020

study: $(VENV)/installed
	$(BIN)/python -m sim.studies.article

bench: $(VENV)/installed
	$(BIN)/python -m benchmarks $(ARGS)

test: $(VENV)/installed-test
	$(BIN)/python -m pytest

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict sim

clean:
	rm -rf $(VENV) dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find sim tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: a second call installs nothing unless what is to be installed has changed.
$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "Python 3.11, 3.12 or 3.13 is needed: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or two)"
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(PIP) --editable '.[test]'
	@touch $@
