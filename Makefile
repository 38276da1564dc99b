# Plandugnad. «make run» starts it, «make test» tries everything.
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench fuzz fix lock islands translate
export PLANDUGNAD_DATA ?= $(CURDIR)/var
PORT ?= 8000
MINUTES ?= 10

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 20

setup: ## make .venv with the locked packages
	@scripts/prepare.sh run

run: setup ## start Plandugnad with the example region
	@exec .venv/bin/plandugnad serve --demo --port $(PORT)

test: ## everything: lint, types, contracts, engines, database, browser
	@exec scripts/test.sh

check: ## the fast part: lint, types, contracts, translations, engines
	@exec scripts/check.sh

bench: ## the benchmarks
	@scripts/prepare.sh develop
	@exec scripts/bench.sh

fuzz: ## try all readers with new broken files for MINUTES=10
	@scripts/prepare.sh develop
	@exec scripts/fuzz.sh $(MINUTES)

fix: ## put code and templates in order
	@scripts/prepare.sh develop
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .
	@find plandugnad -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --target-version 5.2

lock: ## lock the packages anew, with hashes
	@scripts/prepare.sh develop
	@exec scripts/lock.sh

islands: ## build stylesheets and custom elements (needs npm ci first)
	@npm run --silent build

translate: ## gather sentences to translate, and compile the translations
	@scripts/prepare.sh develop
	@.venv/bin/python scripts/translate.py
