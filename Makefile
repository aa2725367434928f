PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types architecture unit coverage bounds regress format schemas fixtures evidence clean

demo: .venv/installed ## sample data, a published plan, a page to look at
	$(BIN)/songcan demo

test: lint types architecture unit ## everything that a change must pass

lint: .venv/developer
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/developer
	$(BIN)/mypy

architecture: .venv/developer
	$(BIN)/lint-imports

unit: .venv/developer
	$(BIN)/pytest -n 2 --dist loadfile

coverage: .venv/developer ## the tests again, with the lines that none of them runs: twice as long
	$(BIN)/pytest -n 2 --dist loadfile --cov --cov-report=term

bounds: .venv/developer ## the engine again, with every index checked: compiled code does not do so by itself
	NUMBA_BOUNDSCHECK=1 $(BIN)/pytest $(addprefix tests/optimizer/engine/test_,bounds.py costs.py rounds.py rules.py runs.py weights.py)

regress: .venv/developer ## whether plans got worse than the committed baseline's, beyond the noise of seeds
	$(BIN)/songcan bench regress

format: .venv/developer
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schemas: .venv/installed ## write docs/schemas from the models
	$(BIN)/python -m api.files.schemas

fixtures: .venv/installed ## write fixtures/canteen.xlsx from its generator
	$(BIN)/python -m fixtures.canteen

evidence: .venv/developer ## docs/benchmarks and the README's table: hours, and goes on where it was interrupted
	$(BIN)/songcan bench page --instances "$${INSTANCES:-../shared/instances}"

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, e.g. make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/developer: pyproject.toml | .venv/installed
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

clean:
	rm -rf .venv build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
