# Everything sets itself up: a bare Python 3.11 or 3.12 is enough (see infra/README.md).
PYTHON ?= python3
COMMANDS := demo test check fmt bench journey lock messages prove-forms prove-process prove-saas prove-portal setup

.PHONY: $(COMMANDS) help clean
.DEFAULT_GOAL := help

help:
	@echo "make demo     run the whole product here, until Ctrl-C (MOTCUA_PORT=8000)"
	@echo "make test     every test, on services of its own"
	@echo "make check    style, formats, types, architecture, migrations"
	@echo "make fmt      format the code"
	@echo "make bench    the figures of tests/benchmarks, as ratios"
	@echo "make journey  drive the main job over HTTP against a running demo"
	@echo "make prove-forms  count what the form builder can do, as one line of JSON (ARGS=records)"
	@echo "make prove-process  run the nine procedures as processes and count it, as one line of JSON"
	@echo "make prove-saas  count what holds for many tenants: life, money, notices (ARGS=payments)"
	@echo "make prove-portal  crawl two portals: links, axe, HTML, weight, sign-in (ARGS=portal)"
	@echo "make lock     renew the lock files from pyproject.toml and package.json"
	@echo "make messages collect new strings into the English catalogue"
	@echo "make setup    only install and build"
	@echo "make clean    remove what was built (never var/, which holds data)"

$(COMMANDS):
	@exec $(PYTHON) infra/dev/bootstrap.py $@ $(ARGS)

clean:
	rm -rf .venv frontend/node_modules frontend/dist .mypy_cache .ruff_cache .pytest_cache
