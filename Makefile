# `make` alone lists the commands. Each of them first sees to the environment in .venv, which costs nothing once it is there.
PORT ?= 8888
PYTHON ?=
ARGS ?=

BIN := .venv/bin
CODE := cnnlib lessons tests tools benchmarks
JOBS ?= logical
PYTEST := $(BIN)/python -m pytest
NBVAL := --nbval --nbval-current-env --nbval-sanitize-with=tests/nbval_sanitize.cfg --nbval-cell-timeout=60 \
         --nbval-kernel-startup-timeout=90 -p no:randomly --dist=loadfile

# Jupyter refuses root unless told, and on a Linux machine without a display there is no browser to open: it prints the address.
LAB_OPTIONS = $(if $(filter 0,$(shell id -u)),--allow-root) \
              $(if $(filter Linux,$(shell uname)),$(if $(DISPLAY)$(WAYLAND_DISPLAY),,--no-browser))

# Tests run side by side, each on one thread: threads that wait for each other would cost more than they give.
unit nbval: export OPENBLAS_NUM_THREADS = 1
unit nbval: export OMP_NUM_THREADS = 1

.DEFAULT_GOAL := help
.PHONY: help ready lab doctor test lint unit nbval test-browser test-sweep notebooks notebooks-check bench bench-explorers lock format clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

ready:
	@python=$$(sh tools/find_python.sh "$(PYTHON)") && "$$python" tools/setup_env.py

lab: ready ## open the notebooks in JupyterLab (PORT=8888 ARGS="...")
	@$(BIN)/jupyter lab notebooks --port=$(PORT) $(LAB_OPTIONS) $(ARGS)

doctor: ready ## check that kernel, widgets and data work here
	@$(BIN)/python -m cnnlib.doctor

test: lint unit nbval ## every test that needs no browser

lint: ready ## ruff and mypy
	@$(BIN)/ruff check $(wildcard $(CODE))
	@$(BIN)/ruff format --check --quiet $(wildcard $(CODE)) || { echo "Run \`make format\`."; exit 1; }
	@$(BIN)/mypy

unit: ready ## the tests, without notebooks and browser
	@$(PYTEST) -n $(JOBS) --dist=worksteal

nbval: ready ## every cell of every notebook, its output compared
	@$(if $(wildcard notebooks/*.ipynb),$(PYTEST) $(NBVAL) -n $(JOBS) notebooks,echo "There are no notebooks yet.")

test-sweep: ready ## every position of every slider of the Convolution explorer: minutes
	@$(PYTEST) -n $(JOBS) -m sweep tests

test-browser: ready ## the notebooks in a real browser (needs Chromium)
	@$(BIN)/python tools/find_chromium.py
	@$(PYTEST) -m browser tests/browser $(ARGS)

notebooks: ready ## build notebooks/ from lessons/
	@$(BIN)/python -m tools.build_notebooks $(ARGS)

notebooks-check: ready ## run the lessons and compare with what is committed
	@$(BIN)/python -m tools.build_notebooks --check $(ARGS)

bench: ready ## time the layers, beside PyTorch's where it is installed
	@$(BIN)/python -m benchmarks.layers $(ARGS)

bench-explorers: ready ## time the explorers in a real browser
	@$(BIN)/python tools/find_chromium.py
	@$(BIN)/python -m benchmarks.explorers $(ARGS)

lock: ## renew requirements.lock (needs uv: pip install uv)
	@uv pip compile pyproject.toml --quiet --upgrade --all-extras --universal --python-version 3.11 \
	    --constraint tools/lock_constraints.txt --generate-hashes --no-emit-index-url --no-header --no-annotate \
	    --output-file requirements.lock

format: ready ## lay the code out, sort its imports
	@$(BIN)/ruff check --fix --quiet $(wildcard $(CODE))
	@$(BIN)/ruff format $(wildcard $(CODE))

clean: ## remove the environment and everything else that can be made again
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .setup.log dist test-results
	find $(wildcard $(CODE)) -name __pycache__ -prune -exec rm -rf {} +
