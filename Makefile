# The full topology in containers (docker-compose.yml). Without Docker: npm start, npm test, npm run dev.
COMPOSE := docker compose

.DEFAULT_GOAL := help
.PHONY: help env start stop status logs test

help: ## Say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

env: ## Write an .env with fresh secrets, once
	@test ! -e .env || { echo '.env is there already: left alone'; exit 1; }
	@umask 077; for name in MYSQL_PASSWORD REDIS_PASSWORD S3_ACCESS_KEY S3_SECRET_KEY; do \
	  echo "$$name=$$(openssl rand -hex 24)"; done > .env; echo "ENCRYPTION_KEY=$$(openssl rand -base64 32)" >> .env
	@echo 'Wrote .env. Keep it: without ENCRYPTION_KEY stored secrets cannot be read.'

start: ## Build the image and bring everything up
	$(COMPOSE) up --build --detach --wait
	@$(COMPOSE) port proxy 80

stop: ## Stop everything; the data stays
	$(COMPOSE) down

status: ## Show the containers and their health
	$(COMPOSE) ps

logs: ## Follow the logs of API and workers
	$(COMPOSE) logs --follow --tail 100 api worker

test: ## Run the tests, without containers
	npm test
