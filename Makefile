# Needs Python 3.11 or newer and make; everything else goes into .venv.
#   make demo    explain an example case
#   make test    the tests                    PYTEST_ARGS='-n 2' make test
#   make check   everything a machine can hold: lint, format, types, layers, sizes, paths, schemas
#   make schemas write schemas/ from the models
#   make sbom    what is needed to run, as CycloneDX, into dist/sbom.json
#   make lowest  a part of the tests with the lowest versions that pyproject.toml allows
#   make docs    write the documents made from the code
#   make reproduce  10,000 recorded decisions under other Pythons, locales, time zones, hash seeds (hours)
#                REPRODUCE_ARGS='--count 500 --pairs'
#   make damage  24,000 damaged copies of rulesets, cases, bundles, records (ten minutes)   DAMAGE_ARGS='--count 400 --seed 2'
#   make fuzz    every reader for ten minutes, led by coverage where atheris is installed   FUZZ_ARGS='loader --seconds 3600'
#   make coverage  the tests with every branch counted: all of them in the stages of the decision, 95 % overall   PYTEST_ARGS='-n 2'
#   make mcdc    has every condition of every stage of the decision been seen to decide, both ways
#   make mutate  changes of the core, one at a time: do the tests notice   MUTATE_ARGS='--count 200 --seed 2 --log build/mutants.jsonl'
#   make differential   random rulesets and cases, every engine against every other   EVALUATIONS=1000000
#   make bench   side by side with other engines, writes benchmarks/RESULTS.md   BENCH_ARGS='--quick --peers strong'
#   make soak    ten million decisions in one process, eight threads   SOAK_ARGS='--count 100000'
#   make clean   remove .venv, builds and caches

# python3 where it is new enough. Then 3.12 and 3.11 before 3.13, on which durable-rules cannot be imported.
PYTHON ?= $(shell for p in python3 python3.12 python3.11 python3.13; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
CORE := */enforcerules/language/*,*/enforcerules/compile/*,*/enforcerules/decide/*,*/enforcerules/kernel/*
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

.PHONY: help demo test check differential docs bench soak damage fuzz lowest mutate sbom reproduce schemas coverage mcdc clean
.DELETE_ON_ERROR:

help:
	@sed -n 's/^#   //p' Makefile

# 3: the decision is explained, and says that a person has to settle something.
demo: $(VENV)/core.stamp
	@$(BIN)/enforcerules explain examples/expired-food.yaml --lang zh || test $$? -eq 3

test: $(VENV)/test.stamp $(VENV)/durable.txt
	@cat $(VENV)/durable.txt
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(VENV)/dev.stamp
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy src scripts $(wildcard tests/typing)
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_sizes.py
	$(BIN)/python scripts/check_paths.py
	$(BIN)/python scripts/check_schemas.py

docs: $(VENV)/core.stamp
	$(VENV)/bin/python scripts/make_docs.py
	$(VENV)/bin/python scripts/published_cases.py

schemas: $(VENV)/core.stamp
	$(BIN)/python scripts/check_schemas.py --write

reproduce: $(VENV)/core.stamp
	$(BIN)/python scripts/reproduce.py $(REPRODUCE_ARGS)

sbom: $(VENV)/core.stamp
	@$(PIP_INSTALL) packaging
	@mkdir -p dist
	$(BIN)/python scripts/sbom.py >dist/sbom.json

lowest: $(VENV)/venv.stamp
	$(BIN)/python scripts/lowest.py

coverage: $(VENV)/test.stamp $(VENV)/durable.txt
	@$(PIP_INSTALL) 'coverage>=7.10'
	@$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -q $(PYTEST_ARGS)
	@$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --include='$(CORE)' --fail-under=100
	$(BIN)/python -m coverage report --fail-under=95

mcdc: $(VENV)/test.stamp
	$(BIN)/python scripts/mcdc.py $(MCDC_ARGS)

mutate: $(VENV)/test.stamp
	@$(PIP_INSTALL) coverage
	$(BIN)/python scripts/mutate.py $(MUTATE_ARGS)

fuzz: $(VENV)/test.stamp
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(PIP_INSTALL) atheris || echo "atheris cannot be installed here: inputs are damaged at random"
	$(BIN)/python scripts/fuzz.py $(FUZZ_ARGS)

damage: $(VENV)/core.stamp
	$(BIN)/python scripts/damage.py $(DAMAGE_ARGS)

differential: $(VENV)/test.stamp $(VENV)/durable.txt
	@cat $(VENV)/durable.txt
	$(BIN)/python scripts/differential.py $(or $(EVALUATIONS),20000)

bench: $(VENV)/peers.txt
	@cat $(VENV)/peers.txt
	$(BIN)/python benchmarks/discretion/run.py $(BENCH_ARGS)

soak: $(VENV)/core.stamp
	@$(PIP_INSTALL) --editable '.[batch]'
	$(BIN)/python benchmarks/soak.py $(SOAK_ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests scripts examples benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# Installs are editable, so only pyproject.toml can make them stale.

$(VENV)/venv.stamp:
	@test -n "$(PYTHON)" || { echo "no Python 3.11 or newer found; name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "creating $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/core.stamp: $(VENV)/venv.stamp pyproject.toml
	@echo "installing enforcerules into $(VENV)"
	@$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/core.stamp
	@echo "installing what the tests need"
	@$(PIP_INSTALL) --editable '.[test]'
	@touch $@

$(VENV)/dev.stamp: $(VENV)/test.stamp
	@echo "installing what the checks need"
	@$(PIP_INSTALL) --editable '.[dev]'
	@touch $@

# Separate from the tests' own needs: it must be built from source, and the library does without it.
$(VENV)/durable.txt: $(VENV)/test.stamp scripts/try_durable.py
	@$(BIN)/python scripts/try_durable.py >$@

# Peers of the benchmarks: one that cannot be had is named and not run.
$(VENV)/peers.txt: $(VENV)/core.stamp benchmarks/install.py
	@echo "installing the peers of the benchmarks"
	@$(BIN)/python benchmarks/install.py >$@
