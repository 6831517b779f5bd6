# Lianxin (连心桥). `make` alone lists the tasks.
# Needs Python 3.11 or later; everything else is installed into .venv from the lock.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Each process would compile the house anew.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
  $(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
LIANXIN := $(BIN)/python -m pages._console
PYTEST := $(BIN)/python -m pytest -q
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes

.PHONY: help run test check demo bench migrate messages shots lock \
  style types test-sqlite test-postgresql test-browser browser-and-types

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.run ## install, migrate and serve at port 8501 (PORT=… for another)
	@exec $(LIANXIN) serve $(if $(PORT),--port $(PORT)) $(if $(ADDRESS),--address $(ADDRESS))

test: style ## everything: check, unit, screens, PostgreSQL, browser
	@$(MAKE) --no-print-directory --output-sync=target -j2 test-sqlite browser-and-types
	@$(MAKE) --no-print-directory test-postgresql

check: style types ## style, format, types, import contracts, translations

style: $(VENV)/.dev
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/lint-imports
	$(LIANXIN) messages --check

types: $(VENV)/.dev
	$(BIN)/mypy

demo: $(VENV)/.run ## load the five example committees
	@$(LIANXIN) demo

bench: $(VENV)/.dev ## print the speed as ratios measured side by side
	@$(BIN)/python -m tests.bench

migrate: $(VENV)/.run ## bring the database to the newest schema
	@$(LIANXIN) migrate

messages: $(VENV)/.dev ## update the Chinese catalogue and list what it lacks
	@$(LIANXIN) messages

shots: $(VENV)/.dev ## take a picture of each screen and paper into docs/
	@CHROMIUM="$$($(BIN)/python -m tests.chromium)" $(BIN)/python -m tests.browser.shots
	@$(BIN)/python -m tests.papers

lock: $(VENV)/.dev ## resolve the dependencies of pyproject.toml anew
	@compile() { $(BIN)/uv pip compile -q --universal --generate-hashes \
	  --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" \
	  $(if $(UPGRADE),--upgrade) pyproject.toml "$$@"; }; \
	compile -o requirements.lock; \
	compile -c requirements.lock --group dev -o requirements-dev.lock

test-sqlite: $(VENV)/.dev
	$(PYTEST) -n 2 --dist loadfile --no-loadscope-reorder --ignore=tests/browser

test-postgresql: $(VENV)/.dev
	LIANXIN_TEST_ON=postgresql $(PYTEST) -n 2 --dist loadfile --no-loadscope-reorder --ignore=tests/browser

browser-and-types: test-browser types

test-browser: $(VENV)/.dev
	CHROMIUM="$$($(BIN)/python -m tests.chromium)" $(PYTEST) tests/browser

# --- the environment: made from the lock, and left alone until the lock changes ---

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本 Python 3.11 or later is needed" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "无法建立环境 the environment cannot be made; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@printf '#!/bin/sh\ncd "%s" && exec .venv/bin/python -m pages._console "$$@"\n' "$(CURDIR)" > $(BIN)/lianxin
	@chmod +x $(BIN)/lianxin

$(VENV)/.run: requirements.lock | $(BIN)/python
	@echo "正在安装依赖 installing from the lock …"
	@$(PIP) -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(BIN)/python
	@echo "正在安装开发依赖 installing the development lock …"
	@awk '/^uv==/{on=1; print; next} /^[^ ]/{on=0} on' requirements-dev.lock > $(VENV)/uv.lock
	@{ $(PIP) -r $(VENV)/uv.lock && $(BIN)/uv pip install -q --python $(BIN)/python \
	  --require-hashes -r requirements-dev.lock; } || $(PIP) -r requirements-dev.lock
	@touch $@ $(VENV)/.run
