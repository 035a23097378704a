# The targets only shorten what DEVELOPING.md describes; Maven does the work.
.DEFAULT_GOAL := help
.PHONY: help build test test-one run demo fast-start lint format new-rule new-migration bench bench-answers overload bench-log faults interleavings proof mutants verify

MVN := mvn -B -ntp
MODULE ?= ops

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## Make the jar, without checks and tests
	$(MVN) -Dquick -DskipTests package

test: ## Run all tests, without the slow compiler checks
	$(MVN) -Dquick test

test-one: ## Run one test class: TEST=RuleBookTest [MODULE=query-side] [APPROVE=1]
	@test -n "$(TEST)" || { echo "Say which: make test-one TEST=RuleBookTest MODULE=query-side" >&2; exit 1; }
	$(MVN) -Dquick -pl $(MODULE) -am test -Dtest='$(TEST)' -Dsurefire.failIfNoSpecifiedTests=false $(if $(APPROVE),-Dapprove)

run: ## Start the server on its own PostgreSQL, data in ./data
	./changeover up

demo: ## Start it on a throw-away database and replay a release that goes wrong
	./changeover demo

fast-start: ## Let the server start in half the time: keeps what a demo loaded and linked (140 MB)
	@mkdir -p ops/target && rm -f ops/target/launch/start.aot
	CHANGEOVER_JAVA_OPTIONS='-XX:AOTCacheOutput=ops/target/launch/start.aot -Xlog:aot=error' ./changeover demo --exit --port 18089 >ops/target/fast-start.log
	@ls -sh ops/target/launch/start.aot

lint: ## Compile with every check, check formats; no tests
	$(MVN) -DskipTests verify

format: ## Format everything
	@jdk="$$(.mvn/find-jdk 21)"; test -n "$$jdk" || { echo "The formatter needs a JDK 21 or newer; install one." >&2; exit 1; }; \
	JAVA_HOME="$$jdk" $(MVN) -q spotless:apply

new-rule: ## Begin a rule: ID=RETRY-35 NAME=TheKeyIsStillKnown
	@.ci/new-rule "$(ID)" "$(NAME)"

new-migration: ## Begin a database migration: SCHEMA=view NAME=create_queue_history
	@.ci/new-migration "$(SCHEMA)" "$(NAME)"

bench: ## Measure accepted-to-visible beside the stock Axon processor: [SECONDS=20] [ROUNDS=5]
	$(MVN) -Dquick -pl ops -am test -Dtest=VisibilityBench -Dsurefire.failIfNoSpecifiedTests=false -Dbench $(if $(SECONDS),-Dbench.seconds=$(SECONDS)) $(if $(ROUNDS),-Dbench.rounds=$(ROUNDS))

proof: ## Search simulated histories for a false SAFE: [HISTORIES=1000000] [SEED=1]
	$(MVN) -Dquick -pl query-side -am test -Dtest=VerdictQuality -Dsurefire.failIfNoSpecifiedTests=false -Dhistories=$(or $(HISTORIES),1000000) -Dseed=$(or $(SEED),1)

mutants: ## Change the rules in small ways and count what the golden cases notice: [CLASSES='dev.changeover.explain.rules.retry.*']
	@jdk="$$(.mvn/find-jdk 25)"; test -n "$$jdk" || { echo "The rules need a JDK 25; install one." >&2; exit 1; }; \
	JAVA_HOME="$$jdk" $(MVN) -Dquick -Pmutants -pl query-side -am test -Dtest=GoldenCaseTest -Dsurefire.failIfNoSpecifiedTests=false $(if $(CLASSES),-Dmutants='$(CLASSES)')

bench-answers: ## Measure how long answers take: [EVENTS=100000,1000000] [ACTIONS=100000] [FAILED=5000]
	$(MVN) -Dquick -pl ops -am test -Dtest=AnswersBench -Dsurefire.failIfNoSpecifiedTests=false -Dbench $(if $(EVENTS),-Dbench.events=$(EVENTS)) $(if $(ACTIONS),-Dbench.actions=$(ACTIONS)) $(if $(FAILED),-Dbench.failed=$(FAILED))

overload: ## Offer three times what the server takes, on a small heap: [MINUTES=10]
	$(MVN) -Dquick -pl ops -am test -Dtest=OverloadBench -Dsurefire.failIfNoSpecifiedTests=false -Dbench $(if $(MINUTES),-Dbench.minutes=$(MINUTES))

bench-log: ## Measure how fast the log takes in, folds and decides, beside stock Axon: [ROUNDS=5] [SCALE=1] [PARTS=take,fold,see,command] [ONLY='OTLP'] [FLAGS=]
	$(MVN) -Dquick -pl ops -am test -Dtest=LogBench -Dsurefire.failIfNoSpecifiedTests=false -Dbench $(if $(ROUNDS),-Dbench.rounds=$(ROUNDS)) $(if $(SCALE),-Dbench.scale=$(SCALE)) $(if $(PARTS),-Dbench.parts=$(PARTS)) $(if $(ONLY),-Dbench.only='$(ONLY)') $(if $(FLAGS),-Dbench.flags='$(FLAGS)')

faults: ## Kill, cut, freeze and fill a working system: [COUNT=100] [SEED=1] [KINDS=KILL_SERVER,KILL_BOTH] [FREEZE=30] [EVENTS=2000000] [COMPARE=25] [MINUTES=60] [DIRECTORY=run]
	$(MVN) -Dquick -pl ops -am test -Dtest=FaultsIT -Dsurefire.failIfNoSpecifiedTests=false -Dfaults.count=$(or $(COUNT),100) -Dfaults.compareEvery=$(or $(COMPARE),25) $(if $(SEED),-Dfaults.seed=$(SEED)) $(if $(KINDS),-Dfaults.kinds=$(KINDS)) $(if $(FREEZE),-Dfaults.freeze=$(FREEZE)) $(if $(EVENTS),-Dfaults.events=$(EVENTS)) $(if $(MINUTES),-Dfaults.minutes=$(MINUTES)) $(if $(DIRECTORY),-Dfaults.directory=$(abspath $(DIRECTORY)))

interleavings: ## Drive two writers and a reader through drawn orders, beside Axon's own engine: [COUNT=10000] [SEED=1] [FROM=1]
	$(MVN) -Dquick -pl ops -am test -Dtest=InterleavingsIT -Dsurefire.failIfNoSpecifiedTests=false -Dinterleavings.count=$(or $(COUNT),10000) -Dinterleavings.seed=$(or $(SEED),1) -Dinterleavings.from=$(or $(FROM),1)

rebuild: ## Rebuild every read model while readers ask and facts come in: [COUNT=1000000] [READERS=4]
	$(MVN) -Dquick -pl ops -am test -Dtest=ReadersDuringRebuildIT -Dsurefire.failIfNoSpecifiedTests=false -Drebuild.events=$(or $(COUNT),1000000) $(if $(READERS),-Drebuild.readers=$(READERS))

verify: ## Everything that must hold before a change is merged
	.ci/run
