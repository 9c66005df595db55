# Needs make and Python 3.11 or newer; `make help` lists what there is to make.
# People's environment is .venv, developers' is .venv-dev; both are made here and `make clean` removes them.

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help demo test test-all wheel check format bench neo4j docs lock clean python tools FORCE

# The first Python on the PATH that is new enough; `make PYTHON=/some/python3.12 demo` chooses another.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)

DEV := .venv-dev/bin
# The commands see the linkchart of this checkout, whatever else is installed. ARGS is for the command itself:
# make test ARGS="-k path", make bench ARGS=…
WITH_DEV := PATH="$(CURDIR)/$(DEV):$$PATH"
ARGS ?=

help: ## say what there is to make
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{ printf "  make %-9s %s\n", $$1, $$2 }' Makefile

demo: .venv/installed ## explore the built-in example; writes the folder demo/
	@.venv/bin/linkchart demo demo

# Where a program is missing its tests are skipped, each with the reason; with CI set that is a failure.
PYTEST := pytest -n 2 --dist loadgroup

test: .venv-dev/installed tools ## run the quick tests: SQLite, the page in a browser, one Neo4j release
	$(WITH_DEV) $(PYTEST) -m "not full and not wheel" --doctest-modules --pyargs linkchart tests $(ARGS)

# make test tries a quarter of Hypothesis' examples, so that these tests run here too: tests/examples.py.
test-all: .venv-dev/installed tools ## run what make test leaves out: every Neo4j release, faults, long tests, all examples
	$(WITH_DEV) $(PYTEST) -m "(full or hypothesis) and not wheel" --hypothesis-profile=all tests $(ARGS)

wheel: .venv-dev/installed ## build the wheel and try it in an environment of its own
	$(WITH_DEV) pytest -m wheel $(ARGS)

check: .venv-dev/installed ## lint, formatting and types
	$(DEV)/ruff check .
	$(DEV)/ruff format --check .
	$(DEV)/mypy -p linkchart -p tests
	$(DEV)/pyright

format: .venv-dev/installed ## mend what ruff can mend by itself
	$(DEV)/ruff check --fix .
	$(DEV)/ruff format .

bench: .venv-dev/installed ## measure against peers: bench/
	$(WITH_DEV) python bench/run.py $(ARGS)

neo4j: .venv-dev/installed ## start a Neo4j server of one's own, without Docker
	$(WITH_DEV) python -m tests.neo4j.run_server $(ARGS)

docs: .venv-dev/installed ## run the commands in README.md and docs/ and write their output into them
	$(WITH_DEV) cog -r README.md CONTRIBUTING.md docs/*.md

PIN := $(DEV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock"

lock: .venv-dev/installed ## pin both files of versions after a change; ARGS=--upgrade takes newer versions
	$(PIN) $(ARGS) pyproject.toml requirements-dev.in -o requirements-dev.txt
	$(PIN) --constraints requirements-dev.txt pyproject.toml -o constraints.txt

clean: ## remove what make made
	rm -rf .venv .venv-dev build dist linkchart.egg-info demo
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Environments. Compiling every library on install takes longer than compiling what is used when it is used.

PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --no-compile

python:
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(NEW_ENOUGH)' || { \
		found="$$($(or $(PYTHON),python3) --version 2>&1 | head -n 1)"; \
		echo "linkchart needs Python 3.11 or newer; $(or $(PYTHON),python3) says: $$found" >&2; \
		echo "With a newer one elsewhere: make PYTHON=/path/to/python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

.venv/installed: pyproject.toml | python
	@echo "Installing linkchart into .venv (once, about a minute)"
	@$(PYTHON) -m venv .venv
	@.venv/bin/python $(PIP_INSTALL) --editable .
	@touch $@

.venv-dev/requirements: requirements-dev.txt | python
	@echo "Installing requirements-dev.txt into .venv-dev (about a minute the first time)"
	@if [ -x $(DEV)/uv ]; then $(DEV)/uv pip sync --quiet --require-hashes --python $(DEV)/python $<; else \
		$(PYTHON) -m venv --clear .venv-dev && $(DEV)/python $(PIP_INSTALL) --require-hashes -r $<; fi
	@touch $@

# Type checkers see a package installed in place only in setuptools' strict mode, a tree of links under build/: it has
# to be made again when a file appears or goes, not when one changes.
.venv-dev/files: .venv-dev/requirements FORCE
	@find [!.]* \( -path bench -o -path build -o -path demo -o -path dist -o -path tests -o -name '*.egg-info' \
		-o -name __pycache__ \) -prune -o -type f -print | LC_ALL=C sort > $@.now
	@cmp -s $@.now $@ && test -d build/__editable__.linkchart-* && rm $@.now || mv $@.now $@

.venv-dev/installed: .venv-dev/requirements .venv-dev/files pyproject.toml
	@$(DEV)/python $(PIP_INSTALL) --no-deps --no-build-isolation --config-settings editable_mode=strict --editable .
	@touch $@

# Programs that pip cannot bring: CI installs them, a person is told.

tools:
	@missing=; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	command -v mvn >/dev/null || missing="$$missing maven"; \
	for shell in zsh fish; do command -v $$shell >/dev/null || missing="$$missing $$shell"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ -n "$$CI" ] && [ "$$(id -u)" = 0 ]; then \
		echo "Installing$$missing"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -qq --no-install-recommends $$missing >/dev/null; \
	elif [ -n "$$CI" ]; then \
		echo "CI leaves no test out and only root can install what is missing:$$missing" >&2; exit 1; \
	else \
		echo "Not on this machine:$$missing. The tests that need them are left out."; \
	fi
